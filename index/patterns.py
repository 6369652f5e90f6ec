"""Regular expressions that are compiled when they are first used.

A question needs about a quarter of those that the modules state; compiling all of them takes a fifth of a second at
every start, a fifth of what `ask` takes from a shell.
"""

import re
from typing import cast

# A class of characters is spelt out by `re` one by one: half a millisecond for Chinese, fifty times a question. What a
# category has is not; beside Chinese characters this one has what else is a letter or a digit outside Latin.
_HAN = ("[\u4e00-\u9fff]", r"[\u4e00-\u9fff]")
_QUICK_HAN = r"[^\W\x00-\xff]"
_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


class _Later:
    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> object:
        if name not in _METHODS:
            raise AttributeError(name)
        # Kept as attributes of its own, so that only the first use comes by here; two threads at once make the same.
        pattern = self.pattern
        for han in _HAN:
            pattern = pattern.replace(han, _QUICK_HAN)
        found = re.compile(pattern, self.flags)
        self.__dict__.update({method: getattr(found, method) for method in _METHODS})
        return getattr(found, name)


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern for a module's own name: as `re.compile` gives it, but that a mistake in it is told at its first use.

    It has the methods of one and its `pattern` and `flags`, and is no instance of `re.Pattern`.
    """
    return cast("re.Pattern[str]", _Later(pattern, flags))
