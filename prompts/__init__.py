"""Prompts, one Markdown file each. `render` fills one in and refuses variables that are missing or not used."""

import re
from functools import cache
from pathlib import Path

_VARIABLE = re.compile(r"\{\{(\w+)\}\}")


class PromptError(Exception):
    """A prompt was rendered with the wrong variables, or does not exist."""


def variables(name: str) -> frozenset[str]:
    """The variables that a prompt needs."""
    return frozenset(_VARIABLE.findall(_text(name)))


def render(name: str, **values: str) -> str:
    """The text of prompt `name` with its variables filled in; what is filled in is not looked at again."""
    needed = variables(name)
    if needed != values.keys():
        raise PromptError(
            f"The prompt {name} needs {sorted(needed)}, but was given {sorted(values)}: "
            f"mend prompts/{name}.md or its caller."
        )
    return _VARIABLE.sub(lambda found: values[found[1]], _text(name))


@cache
def _text(name: str) -> str:
    path = Path(__file__).with_name(f"{name}.md")
    if not path.is_file():
        raise PromptError(f"There is no prompt {name}: prompts/{name}.md is missing.")
    return path.read_text("utf-8").strip()
