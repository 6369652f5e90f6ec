"""Lists in running text, whole or by the item."""

import pytest

from assistant.candidate import Candidate
from assistant.lists import items, number_of, whole_list, with_what_follows
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
