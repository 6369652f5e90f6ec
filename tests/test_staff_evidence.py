"""What a bundle says is held against the passages in it, whoever sealed it; and what the command says of it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import MODELS, Run
from model_server import ModelServer
from turn_maker import KEY, PROJECTS, keep, whole, written

from assistant.route import Library
from assistant.staff.aigc import Producer
from assistant.staff.bundle import BundleError, key_file, open_key, seal
from assistant.staff.evidence import since
from assistant.staff.store import Store, Turn
from index.passage import Span


@pytest.fixture
def turn(store: Store, library: Library) -> Turn:
    return keep(store, library, PROJECTS, history=("呼和浩特有多少个项目？",))


def forged(turn: Turn, old: str, new: str) -> Turn:
    """A turn in which an answer's words are others, made as whoever has the key could."""
    made = turn.answer
    return replace(
        turn,
        answer=replace(
            made,
            text=made.text.replace(old, new),
            claims=tuple(replace(one, text=one.text.replace(old, new)) for one in made.claims),
        ),
    )


def test_a_claim_that_its_passages_do_not_carry_is_told_whoever_sealed_it(
    turn: Turn, store: Store, library: Library, model: ModelServer
) -> None:
    by_model = written(store, library, model)
    for given, old, new in (
        (turn, "1200个", "1300个"),
        (by_model, "6万人", "8万人"),
        (by_model, "总目标是", "总目标不是"),
    ):
        made = forged(given, old, new)
        assert made != given
        with pytest.raises(BundleError, match="通不过核对"):
            whole(seal(made, Producer(), KEY))
    shown = replace(turn, answer=replace(turn.answer, text="另一句话。[1]"))
    with pytest.raises(BundleError, match="对不上"):
        whole(seal(shown, Producer(), KEY))


def test_quotes_and_spans_that_do_not_fit_are_told_whoever_sealed_it(turn: Turn) -> None:
    (citation, *rest) = turn.answer.citations
    passage = citation.passage
    longer = (*passage.spans[:-1], Span(passage.spans[-1].start, passage.spans[-1].end + 1))
    for other, told in (
        (replace(citation, quote=citation.quote[:-2]), "不是它所在段落里的原话"),
        (replace(citation, span=Span(citation.span.start, len(passage.text) + 9)), "不是它所在段落里的原话"),
        (replace(citation, number=2), "不是它所在段落里的原话"),
        (replace(citation, spans=(Span(0, len(citation.quote)),)), "原文位置与它的文字不符"),
        (replace(citation, passage=replace(passage, spans=longer)), "原文位置与它的文字不符"),
        (replace(citation, passage=replace(passage, spans=())), "原文位置与它的文字不符"),
        (replace(citation, passage=replace(passage, spans=(Span(9, 3),))), "原文位置与它的文字不符"),
        (replace(citation, passage=replace(passage, sentences=(Span(5, 10**30),))), "原文位置与它的文字不符"),
    ):
        made = replace(turn, answer=replace(turn.answer, citations=(other, *rest)))
        with pytest.raises(BundleError, match=told):
            whole(seal(made, Producer(), KEY))


def verified(run: Run, file: Path, staff: Path, index: str = "") -> tuple[int, str]:
    given = {"INDEX_PATH": index} if index else {}
    done = run("assistant", "verify-bundle", str(file), ASSISTANT_STAFF=str(staff), **given)
    assert "Traceback" not in done.stderr
    assert not (done.stdout and done.stderr)
    return done.returncode, (done.stdout or done.stderr).strip()


def test_the_command_says_whether_a_bundle_is_whole(run: Run, turn: Turn, tmp_path: Path) -> None:
    staff, file = tmp_path / "staff.sqlite", tmp_path / "answer.json"
    data = seal(turn, Producer(), open_key(key_file(staff)))
    file.write_bytes(data)
    status, told = verified(run, file, staff)
    whole_, note = told.splitlines()
    assert status == 0
    assert re.fullmatch(r"证据文件完整：回答于20\d\d-.*由本系统 0\.1\.0 版生成，此后没有改动.*。", whole_)
    assert note == f"《{turn.answer.citations[0].passage.article.title}》此后没有修订。"
    file.write_bytes(data.replace("1200个".encode(), "1201个".encode(), 1))
    assert verified(run, file, staff) == (1, "证据文件在生成之后被改动过：内容与摘要（sha256）不符。")
    file.write_bytes(data)
    status, told = verified(run, file, tmp_path / "elsewhere.sqlite")
    assert status == 1
    assert "与摘要相符" in told
    assert "无法确认由谁生成" in told
    assert not (tmp_path / "elsewhere.sqlite.key").exists()
    open_key(key_file(tmp_path / "other.sqlite"))
    assert verified(run, file, tmp_path / "other.sqlite") == (1, told)


def test_the_command_s_wrong_usage(run: Run, tmp_path: Path) -> None:
    assert run("assistant", "verify-bundle").returncode == 2
    assert run("assistant", "verify-bundle", "a", "b").returncode == 2
    staff = tmp_path / "staff.sqlite"
    assert verified(run, tmp_path / "nothing.json", staff)[0] == 1
    assert verified(run, tmp_path, staff)[0] == 1


def test_an_article_that_was_revised_since_is_a_note(run: Run, tmp_path: Path) -> None:
    from functools import partial

    from assistant.library import latest as open_index
    from index.encoder import open_encoder
    from ingest.sync import sync

    folder, index, staff = tmp_path / "in", tmp_path / "index", tmp_path / "staff.sqlite"
    folder.mkdir()
    page = folder / "plan.md"
    head = "---\ntitle: 桥梁建设计划\nauthor: 张三\n---\n\n"
    page.write_text(f"{head}全市今年新建桥梁37座，总投资5亿元。建设工作由市交通运输局负责。\n", "utf-8")
    sync([folder], index, "", MODELS, lambda _text: None)
    library = open_index(index, partial(open_encoder, "", MODELS))()[1]
    store = Store(staff, 30)
    made = keep(store, library, "全市今年新建桥梁多少座？")
    assert made.answer.citations
    file = tmp_path / "answer.json"
    file.write_bytes(seal(made, Producer(), open_key(key_file(staff))))
    assert verified(run, file, staff, str(index))[1].splitlines()[1:] == ["《桥梁建设计划》此后没有修订。"]
    page.write_text(f"{head}全市今年新建桥梁39座，总投资6亿元。建设工作由市交通运输局负责。\n", "utf-8")
    sync([folder], index, "", MODELS, lambda _text: None)
    status, told = verified(run, file, staff, str(index))
    assert (status, told.splitlines()[1:]) == (0, ["《桥梁建设计划》此后已修订：现在的文本里没有引文 [1] 的原话。"])
    store.close()


def test_what_is_said_of_an_article_follows_its_words(turn: Turn, index_path: Path, tmp_path: Path) -> None:
    (citation, *rest) = turn.answer.citations

    def of_old(**changes: str) -> list[str]:
        """What is said where the article that was cited was an earlier one."""
        article = replace(citation.passage.article, **{"id": "earlier", **changes})
        cited = replace(citation, passage=replace(citation.passage, article=article))
        return since(replace(turn, answer=replace(turn.answer, citations=(cited, *rest))), index_path)

    title = citation.passage.article.title
    assert of_old() == [f"《{title}》此后已修订：引文的原话仍在。"]
    assert of_old(title="没有的标题") == of_old(source="没有的文件") == []
    assert since(turn, tmp_path / "no index") == []
