"""Lists in running text, whole or by the item."""

import pytest

from assistant.extraction.candidate import Candidate
from assistant.extraction.lists import (
    all_under,
    as_good,
    items,
    lists,
    names_some,
    number_of,
    one_item,
    parallel,
    whole_list,
    with_what_follows,
)
from index.passage import Article, Passage, Span
from index.sentences import split_sentences

ARTICLE = Article("a", "题", "张三丰", "", "", "", "", None, "a.txt")


def passage(text: str) -> Passage:
    return Passage("p", ARTICLE, "body", text, (Span(0, len(text)),), "", split_sentences(text), False, False, False)


def chosen(text: str, best: str, about: str) -> list[str]:
    made = passage(text)
    span = next(span for span in made.sentences if made.text[span.start : span.end].startswith(best))
    found = whole_list(Candidate(made, span, 1, 1, 1, 1), [made], lambda part: float(about in part))
    return [one.text for one in found]


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("一是抓项目；", 1),
        ("会议提出：一是抓项目；", 1),
        ("第二，抓投资。", 2),
        ("另一方面，抓节约。", 2),
        ("最后，抓监督。", 4),
        ("这是一是一二是二的事。", 0),
        ("进一步抓项目。", 0),
    ],
)
def test_the_number_of_an_item(sentence: str, number: int) -> None:
    assert number_of(sentence) == number


@pytest.mark.parametrize(
    ("kind", "sentence", "does"),
    [
        ("企业", "为企业争取“两新”贷款，改造道路、桥梁。", False),
        ("企业", "聚焦新投产企业、潜力企业。", True),
        ("街区", "保护历史街区，如大召广场。", True),
        ("措施", "二是完善措施。", True),
    ],
)
def test_whether_things_of_a_kind_are_named(kind: str, sentence: str, does: bool) -> None:
    made = passage(sentence)
    assert names_some(kind, made, made.sentences[0]) is does


def test_things_in_a_row() -> None:
    assert items("压减农业、工业、城乡、生态用水。") == 4
    assert items("引进‘甲’‘乙’‘丙’。") == 3


TEXT = "要做好三件事。一是架桥梁。桥要牢固。二是修道路。三是建学校。此外还要节约。"


def test_a_sentence_that_opens_a_list_brings_its_items() -> None:
    assert chosen(TEXT, "要做好", "三件事") == ["要做好三件事。", "一是架桥梁。", "二是修道路。", "三是建学校。"]


def test_a_sentence_that_holds_the_opening_and_the_first_item() -> None:
    text = "要突出三个重点：一是桥梁；二是道路；三是学校。"
    assert chosen(text, "要突出", "三个重点") == ["要突出三个重点：一是桥梁；", "二是道路；", "三是学校。"]
    assert chosen(text, "要突出", "桥梁") == ["要突出三个重点：一是桥梁；"]


def test_an_item_brings_what_explains_it_and_no_more() -> None:
    text = "一是架桥梁。桥梁一定要牢固耐用。二是修道路。三是建学校。"
    assert chosen(text, "一是架", "桥") == ["一是架桥梁。", "桥梁一定要牢固耐用。"]
    assert chosen(text, "二是修", "道路") == ["二是修道路。"]


def test_a_list_ends_where_another_begins() -> None:
    text = "意义重大。一是甲甲甲甲。二是乙乙乙乙。下面是做法。二是丙丙丙丙。三是丁丁丁丁。"
    assert chosen(text, "意义", "意义") == ["意义重大。", "一是甲甲甲甲。", "二是乙乙乙乙。"]
    mixed = "要做两件事。一是甲甲甲甲。一方面要快。另一方面要好。二是乙乙乙乙。"
    assert chosen(mixed, "要做", "两件事") == ["要做两件事。", "一是甲甲甲甲。", "二是乙乙乙乙。"]


def test_no_list_where_there_is_none() -> None:
    assert chosen("全市新建桥梁。道路也修。", "全市", "桥梁") == []


def test_a_heading_is_filled_up_with_what_follows() -> None:
    made = passage(
        "建设文化街区。" + "保护和改造历史文化街区。" * 3 + "融入现代文化元素，展现城市底蕴和生活气息。再一句。"
    )
    found = with_what_follows(Candidate(made, made.sentences[0], 1, 1, 1, 1))
    assert len(found) == 5
    assert found[-1].text.startswith("融入")
    whole = Candidate(made, made.sentences[-2], 1, 1, 1, 1)
    assert with_what_follows(whole)[0] == whole


def at(text: str, best: str, own: float = 1.0, evidence: float = 1.6) -> Candidate:
    made = passage(text)
    span = next(span for span in made.sentences if made.text[span.start : span.end].startswith(best))
    return Candidate(made, span, own, own, evidence, evidence)


def test_a_heading_brings_all_that_stands_under_it() -> None:
    text = "完善桥梁养护体系。要查桥面，每年都查。要补桥墩。要刷油漆。第二，修建道路。道路要宽。"
    found = all_under(at(text, "完善"), [passage(text)])
    assert [one.text for one in found] == ["完善桥梁养护体系。", "要查桥面，每年都查。", "要补桥墩。", "要刷油漆。"]
    assert all_under(at(text, "要查"), [passage(text)]) == ()


def test_a_sentence_that_opens_sentences_built_alike_brings_them() -> None:
    text = "各家难处不同，要分类办理。对于甲厂，要修桥；对于乙厂，要修路；此外要节约。"
    assert [one.text for one in parallel(at(text, "各家"))] == [
        "各家难处不同，要分类办理。",
        "对于甲厂，要修桥；",
        "对于乙厂，要修路；",
    ]
    assert parallel(at(text, "此外")) == ()


def test_what_says_as_much_is_quoted_beside() -> None:
    text = "要修甲桥。要修乙桥。要种树。"
    best, other = at(text, "要修甲"), at(text, "要修乙", evidence=1.59)
    assert as_good(best, [best, other, at(text, "要种", own=0.3)]) == (best, other)
    assert as_good(best, [best, at(text, "要修乙", evidence=1.5)]) == (best,)


def test_how_plainly_a_sentence_enumerates() -> None:
    made = passage("要做好几件事。一是修桥、修路。二是种树。要买甲、乙、丙、丁。")
    assert [lists(made, span) for span in made.sentences] == [2, 1, 1, 2]


def test_one_item_is_found_from_any_other_of_its_list() -> None:
    found = one_item(at(TEXT, "二是"), [passage(TEXT)], lambda part: float("道路" in part), 3)
    assert [one.text for one in found][:1] == ["三是建学校。"]
    assert one_item(at(TEXT, "二是"), [passage(TEXT)], lambda part: float("道路" in part), 7) == ()


@pytest.mark.parametrize(
    ("text", "some"),
    [
        ("聚焦甲企业、乙企业培育。", True),
        ("为企业争取低息贷款，落实国家、省里政策。", False),
        ("办好“小微企业日”。", True),
        ("各企业难处不同，要分类办理。对于甲厂，要修桥；对于乙厂，要修路。", True),
        ("要修桥、修路。", True),
    ],
)
def test_whether_some_of_a_kind_are_named(text: str, some: bool) -> None:
    made = passage(text)
    assert names_some("企业", made, made.sentences[0]) == some
