"""The files that staff take away, opened again: plain text, Markdown, Word."""

import io
import json
import re
import zipfile
from dataclasses import replace

import pytest
import yaml
from docx.shared import Mm
from lxml import etree
from markdown_it import MarkdownIt
from model_server import ModelServer
from turn_maker import CUT, NASTY, PARTIAL, PROJECTS, UNKNOWN, document, keep, notes_of, opened, written

from assistant.answer import LABELS
from assistant.route import Library
from assistant.staff.aigc import PRODUCT, Producer
from assistant.staff.document import NO_QUOTES
from assistant.staff.markdown import as_markdown, escape
from assistant.staff.plain import as_plain
from assistant.staff.store import Store
from assistant.staff.word import as_word

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def properties(file: zipfile.ZipFile) -> dict[str, str]:
    root = etree.fromstring(file.read("docProps/custom.xml"))
    return {one.get("name"): one[0].text for one in root}


# Plain text


def test_plain_text_has_question_answer_sources_and_label(store: Store, library: Library) -> None:
    told = as_plain(document(keep(store, library, CUT)))
    question, answer, sources, label = told.strip().split("\n\n")
    assert question == f"问：{CUT}"
    assert answer.endswith("[1]")
    assert re.fullmatch(
        r"\[1\] 康磊（内蒙古自治区宏观经济研究中心发展战略处副处长）《.+》，002_\w+\.txt（原文此处有缺失）", sources
    )
    assert label == "原文摘录"
    assert "**" not in told
    assert "\\" not in told


def test_of_what_was_not_answered_the_plain_text_says_so(store: Store, library: Library) -> None:
    assert as_plain(document(keep(store, library, UNKNOWN))).strip().endswith(NO_QUOTES)
    partial = as_plain(document(keep(store, library, PARTIAL)))
    assert "再生水价格" in partial.split("\n\n")[1]
    beside = as_plain(document(keep(store, library, f"{CUT}另外请帮我写一份报告")))
    assert "没有找到依据的部分：另外请帮我写一份报告" in beside


def test_a_follow_up_says_what_it_was_understood_as(store: Store, library: Library) -> None:
    told = as_plain(document(keep(store, library, "那助企行动呢？", history=("就业促进行动的负责人是谁？",))))
    assert re.search("^理解为：.*助企行动", told, re.M)


def test_what_a_question_was_limited_to_is_told_in_every_file(store: Store, library: Library) -> None:
    turn = keep(store, library, PROJECTS)
    made = document(replace(turn, asked=replace(turn.asked, action="节水行动", article="a*b")))
    assert f"问：{PROJECTS}\n只查：节水行动、《a*b》\n" in as_plain(made)
    assert f"## {PROJECTS}\n\n只查：节水行动、《a\\*b》\n" in as_markdown(made)
    assert "只查：节水行动、《a*b》" in [one.text for one in opened(as_word(made))[0].paragraphs]


# Markdown


@pytest.mark.parametrize("begun", ["", "1. ", "1) ", "- ", "+ ", "* ", "# ", "> ", "=== ", "--- ", "    ", "~~~ "])
def test_text_from_outside_comes_out_of_markdown_as_itself(begun: str) -> None:
    shown = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(escape(begun + NASTY))
    assert [token.type for token in shown] == ["paragraph_open", "inline", "paragraph_close"]
    inner = shown[1].children or []
    assert {token.type for token in inner} == {"text"}
    assert "".join(token.content for token in inner) == (begun + NASTY).strip()


def test_markdown_has_front_matter_headings_and_real_footnotes(store: Store, library: Library) -> None:
    turns = [keep(store, library, question) for question in (PROJECTS, UNKNOWN, PARTIAL)]
    told = as_markdown(document(*turns))
    _, front, body = told.split("---\n", 2)
    assert yaml.safe_load(front) == {
        "title": PRODUCT,
        "date": "2026-01-02 11:04（北京时间）",
        "AIGC": {
            "Label": "2",
            "ContentProducer": PRODUCT,
            "ProduceID": "the-id",
            "ReservedCode1": "",
            "ContentPropagator": "",
            "PropagateID": "",
            "ReservedCode2": "",
        },
    }
    assert re.findall("^## (.*)", body, re.M) == [PROJECTS, UNKNOWN, PARTIAL]
    assert re.findall(r"(?<=.)\[\^(\d+)\]", body) == re.findall(r"^\[\^(\d+)\]: 原文：", body, re.M) == ["1", "2"]
    assert body.count("**原文摘录**") == 2
    assert f"**{NO_QUOTES}**" in body
    shown = MarkdownIt("commonmark").render(body)  # even where footnotes are not known, nothing is hidden
    assert all(turn.answer.citations[0].quote in shown for turn in (turns[0], turns[2]))


def test_a_quote_full_of_signs_is_the_same_in_every_file(store: Store, library: Library) -> None:
    turn = keep(store, library, PROJECTS)
    (citation, *_) = turn.answer.citations
    article = replace(citation.passage.article, title=NASTY)
    nasty = replace(citation, quote=NASTY, passage=replace(citation.passage, article=article))
    answer = replace(turn.answer, question=f"{NASTY}\x00\x1b\ufffe", text=f"{NASTY}[1]", citations=(nasty,))
    made = document(replace(turn, answer=answer))
    (footnote,) = re.findall(r"^\[\^1\]: (.*)  $", as_markdown(made), re.M)
    assert MarkdownIt().parseInline(footnote)[0].children[0].type == "text"  # type: ignore[index]
    assert "".join(one.content for one in MarkdownIt().parseInline(footnote)[0].children or []) == f"原文： {NASTY}"
    word, file = opened(as_word(made))
    assert notes_of(file)[1].splitlines()[0] == f"原文：{NASTY}"
    assert [one.text for one in word.paragraphs if one.style.name == "Heading 1"] == [NASTY]
    assert f"问：{NASTY}\n" in as_plain(made)


# Word


def test_a_word_file_has_real_footnotes_that_its_text_refers_to(store: Store, library: Library) -> None:
    turns = [keep(store, library, question) for question in (PROJECTS, UNKNOWN, PARTIAL, CUT)]
    word, file = opened(as_word(document(*turns)))
    body = etree.fromstring(file.read("word/document.xml"))
    referred = [int(one.get(f"{W}id")) for one in body.iter(f"{W}footnoteReference")]
    notes = notes_of(file)
    assert referred == list(notes) == [1, 2, 3]
    quotes = [turn.answer.citations[0].quote for turn in turns if turn.answer.found]
    for number, quote in enumerate(quotes, 1):
        assert notes[number].splitlines()[0] == f"原文：{quote}"
    assert notes[3].endswith("（原文此处有缺失）")
    assert [one.text for one in word.paragraphs if one.style.name == "Heading 1"] == [PROJECTS, UNKNOWN, PARTIAL, CUT]
    labels = [one.text for one in word.paragraphs if one.style.name == "回答标识"]
    assert labels == ["原文摘录", NO_QUOTES, "原文摘录", "原文摘录"]
    settings = etree.fromstring(file.read("word/settings.xml"))
    separators = [one.get(f"{W}id") for one in settings.iterfind(f"{W}footnotePr/{W}footnote")]
    assert separators == ["-1", "0"]


def test_every_part_of_a_word_file_is_typed_related_and_there(store: Store, library: Library) -> None:
    word, file = opened(as_word(document(keep(store, library, PROJECTS))))
    names = set(file.namelist())
    types = etree.fromstring(file.read("[Content_Types].xml"))
    typed = {one.get("PartName")[1:] for one in types if one.get("PartName")}
    assert {"word/footnotes.xml", "docProps/custom.xml"} <= typed <= names
    for name in names:
        if name.endswith(".rels"):
            folder = name.replace("_rels/", "").rpartition("/")[0]
            for one in etree.fromstring(file.read(name)):
                target = one.get("Target")
                path = re.sub(r"[^/]+/\.\./", "", f"{folder}/{target}".strip("/"))
                assert path in names, (name, target)
    styles = {one.get(f"{W}styleId") for one in etree.fromstring(file.read("word/styles.xml")).iter(f"{W}style")}
    for part in ("word/document.xml", "word/footnotes.xml", "word/footer1.xml"):
        root = etree.fromstring(file.read(part))
        assert {one.get(f"{W}val") for one in root.iter(f"{W}pStyle", f"{W}rStyle")} <= styles
    again = io.BytesIO()
    word.save(again)
    assert notes_of(zipfile.ZipFile(again)) == notes_of(file)


def test_a_word_file_is_a4_in_chinese_type_with_the_label_on_every_page(store: Store, library: Library) -> None:
    word, file = opened(as_word(document(keep(store, library, PROJECTS))))
    (section,) = word.sections
    assert abs(section.page_width - Mm(210)) < Mm(0.1)
    assert abs(section.page_height - Mm(297)) < Mm(0.1)
    assert section.footer.paragraphs[0].text.startswith("原文摘录")
    assert b"PAGE" in file.read("word/footer1.xml")
    for name, east in (("Normal", "宋体"), ("Title", "黑体"), ("Heading 1", "黑体"), ("footnote text", "宋体")):
        fonts = word.styles[name].element.rPr.rFonts
        assert fonts.get(f"{W}eastAsia") == east
        assert not any("heme" in key for key in fonts.attrib)
    assert word.core_properties.author == PRODUCT
    assert word.core_properties.created.year == 2026
    assert json.loads(properties(file)["AIGC"])["Label"] == "2"
    assert "docProps/thumbnail.jpeg" not in file.namelist()


def test_a_quote_that_carries_two_sentences_is_one_footnote(store: Store, library: Library) -> None:
    turn = keep(store, library, PROJECTS)
    answer = replace(turn.answer, text=f"{turn.answer.text}\n再说一次。[1]\n没有这个编号。[7]")
    word, file = opened(as_word(document(replace(turn, answer=answer))))
    assert list(notes_of(file)) == [1]
    body = etree.fromstring(file.read("word/document.xml"))
    (field,) = body.iter(f"{W}fldSimple")
    bookmark = field.get(f"{W}instr").split()[1]
    assert bookmark in [one.get(f"{W}name") for one in body.iter(f"{W}bookmarkStart")]
    assert any(one.text == "没有这个编号。[7]" for one in word.paragraphs)


def test_what_a_model_wrote_is_labelled_in_every_file(store: Store, library: Library, model: ModelServer) -> None:
    turns = [keep(store, library, UNKNOWN), written(store, library, model)]
    assert turns[1].answer.mode == "generated"
    made = document(*turns, producer=Producer("某局", "test-model", "某备〔2025〕1号"))
    told, (word, file) = as_markdown(made), opened(as_word(made))
    said = "test-model（备案号：某备〔2025〕1号）"
    front = yaml.safe_load(told.split("---\n")[1])
    assert front["model"] == properties(file)["Model"] == said
    assert front["AIGC"] == json.loads(properties(file)["AIGC"])
    assert (front["AIGC"]["Label"], front["AIGC"]["ContentProducer"]) == ("1", "某局")
    assert as_plain(made).strip().endswith(f"{LABELS['generated']}\n模型：{said}")
    assert f"**{LABELS['generated']}（模型：{said}）**" in told
    assert word.sections[0].footer.paragraphs[0].text.startswith(LABELS["generated"])
    later = document(turns[1], producer=Producer(model="another-model", filing="某备〔2025〕2号"))
    assert later.replies[0].model == "test-model"
