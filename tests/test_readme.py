"""What the README says can be typed, works."""

import re
import shlex
from typing import Any

import pytest
from conftest import ROOT, Run
from pdf_maker import flow, pdf

README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = [
    line.split("#")[0].strip()
    for block in re.findall(r"```\n(.*?)```", README, re.S)
    for line in block.splitlines()
    if line.startswith(".venv/bin/python -m ")
]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme(run: Run, command: str, tmp_path: object, index_path: object) -> None:
    import shutil
    from pathlib import Path

    index = Path(str(tmp_path)) / "index"
    shutil.copytree(str(index_path), index)
    plan = Path(str(tmp_path)) / "articles" / "plan.pdf"
    plan.parent.mkdir()

    def page(canvas: Any) -> None:
        flow(canvas, 60, 80, 30, "全市今年新建桥梁37座，总投资5亿元。" * 5)

    plan.write_bytes(pdf(page))
    given = {"plan.pdf": str(plan), "articles/": str(plan.parent)}
    arguments = [given.get(one, one) for one in shlex.split(command)[2:]]
    if arguments[:2] == ["ingest", "rollback"]:
        assert run("ingest", "sync", str(plan), INDEX_PATH=str(index)).returncode == 0
    done = run(*arguments, INDEX_PATH=str(index))
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_the_readme_names_what_there_is() -> None:
    assert len(COMMANDS) >= 8
    for name in re.findall(r"\]\(([\w./-]+)\)", README):
        assert (ROOT / name).exists(), name
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"`?make (\w+)", README):
        assert re.search(rf"^{target}:", makefile, re.M), target
    for text in (README, (ROOT / "README.zh.md").read_text("utf-8")):
        assert "make run" in text
        assert "make test" in text
