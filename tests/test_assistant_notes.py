"""Who somebody is: answered with what is printed of him, whatever the question takes him for."""

import pytest

from assistant.answer import Status
from assistant.route import Library, answer


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("宝力高是水务局局长吗？", ["宝力高", "赵廷东"]),
        ("张捷是社科院的吗？", ["张捷"]),
        ("韩成福是社会学所所长吗？", ["韩成福"]),
        ("史卉和韩成福是一个单位的吗？", ["史卉", "韩成福"]),
        ("于妍是不是鄂尔多斯的？", ["于妍"]),
        ("赵廷东是水务局的一把手吧？", ["赵廷东"]),
        ("谁是秘书长？", ["史卉"]),
        ("六个部门接受采访的负责人都有谁？", ["伊德尔", "肖蕾", "宝力高", "赵廷东", "廖雁渝", "于宏建"]),
    ],
)
def test_who_somebody_is(question: str, names: list[str], library: Library) -> None:
    told = answer(question, library)
    assert [one.passage.article.author for one in told.citations] == names
    assert all(one.passage.kind in ("note", "byline") for one in told.citations)


@pytest.mark.parametrize("question", ["有几位女性专家？", "有几位专家是博士？"])
def test_what_is_printed_of_nobody(question: str, library: Library) -> None:
    assert not answer(question, library).citations


def test_a_bureau_whose_head_does_not_speak_is_no_other_subject(library: Library) -> None:
    assert answer("工信局局长是谁？", library).status == Status.NOT_IN_ARTICLES
