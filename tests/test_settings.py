"""Settings, prompts, terms and the house's own rules: what is written down is what is there."""

import subprocess
import sys

import pytest
from conftest import ROOT

import prompts
from assistant.settings import AssistantSettings
from index.settings import IndexSettings
from index.terms import load_terms
from prompts import PromptError, render, variables


def test_the_example_of_settings_names_the_fields_that_exist() -> None:
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    given = {line.split("=")[0] for line in lines if line and not line.startswith("#")}
    index = {f"INDEX_{field.upper()}" for field in IndexSettings.model_fields}
    assistant = {f"ASSISTANT_{field.upper()}" for field in AssistantSettings.model_fields}
    assert given == index | assistant


def test_every_prompt_is_rendered_with_the_variables_it_has() -> None:
    assert variables("answer") == {"question", "sources", "fence", "refusal"}
    assert variables("standalone") == {"question", "turns", "fence"}
    with pytest.raises(PromptError, match="needs"):
        render("answer", question="a")
    with pytest.raises(PromptError, match="needs"):
        render("answer", question="", sources="", fence="", refusal="", extra="")
    with pytest.raises(PromptError, match="no prompt"):
        render("nothing")


def test_what_is_filled_in_is_not_filled_in_again() -> None:
    shown = render("answer", question="{{fence}}", sources="{{question}}", fence="F", refusal="R")
    assert "{{fence}}" in shown
    assert "{{question}}" in shown
    assert prompts.__doc__


def test_no_alias_means_two_things() -> None:
    terms = load_terms()
    for group in (terms.actions, terms.regions, terms.organisations):
        forms = [form for term in group for form in term.forms]
        assert len(forms) == len(set(forms))
    assert len(terms.actions) == 6


@pytest.mark.parametrize("program", ["ingest", "assistant", "index", "eval"])
def test_help_is_instant(program: str) -> None:
    """No heavy library is imported for it."""
    code = (
        "import runpy, sys\n"
        "sys.argv = ['x', '--help']\n"
        f"try: runpy.run_module('{program}', run_name='__main__')\n"
        "except SystemExit: pass\n"
        "heavy = {'torch', 'gradio', 'chromadb', 'llama_index', 'numpy', 'openai', 'sentence_transformers'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("[]")


def test_one_question_from_a_shell_leaves_llamaindex_gradio_and_torch_alone(index_path: object) -> None:
    code = (
        "import sys\n"
        "from assistant.__main__ import main\n"
        "main(['ask', '水务局局长是谁？'])\n"
        "print(sorted({'torch', 'gradio', 'llama_index', 'openai', 'transformers', 'fastapi'} & set(sys.modules)))"
    )
    import os

    from conftest import MODELS

    environment = {**os.environ, "INDEX_PATH": str(index_path), "INDEX_MODELS": str(MODELS)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, env=environment
    )
    assert done.stdout.strip().endswith("[]")
