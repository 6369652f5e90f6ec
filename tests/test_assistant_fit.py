"""Whether a sentence has what is asked for."""

from dataclasses import replace

import pytest

from assistant.extraction.candidate import Candidate
from assistant.extraction.fit import fits
from assistant.extraction.must import names
from assistant.understand import understand
from assistant.understanding.roster import People
from index.passage import Article, Kind, Passage, Span


def candidate(text: str, region: str = "呼和浩特市", kind: Kind = "body", author: str = "张三丰") -> Candidate:
    article = Article("a", "题", author, "局长", "某局", region, "", None, "a.txt")
    span = Span(0, len(text))
    return Candidate(Passage("p", article, kind, text, (span,), "", (span,), False, False, False), span, 1, 1, 1, 1)


@pytest.mark.parametrize(
    ("question", "sentence", "fit"),
    [
        ("新建多少座桥梁？", "新建桥梁37座。", True),
        ("新建多少座桥梁？", "新建桥梁若干。", False),
        ("有多少家企业受益？", "近百个企业受益。", True),
        ("新增就业多少人？", "新增就业6.21万人。", True),
        ("边境线上有多少军队？", "我市有4200多公里的边境线。", False),
        ("机制一共几个来着", "会同八个省区建立联系。", False),
        ("呼市在建的桥梁有几座", "新建桥梁37座。", True),
        ("桥梁呼市在建几座", "新建桥梁37座。", True),
        ("占比是多少？", "占比为21.2%。", True),
        ("预算是多少？", "围绕7个方向明确32项措施。", False),
        ("电话是多少？", "出台5项制度。", False),
        ("电话是多少？", "咨询电话0471-4606000。", True),
        ("大会什么时候开？", "2月5日召开大会。", True),
        ("大会什么时候开？", "近日召开大会。", False),
        ("审批要多久？", "2025年加快审批。", False),
        ("审批要多久？", "审批不超过7个工作日。", True),
        ("2026年的目标？", "2025年的目标是6万人。", False),
        ("2026年的目标？", "2026年的目标是6万人。", True),
        ("“口袋公园”建在哪里？", "公园建在城南。", False),
        ("GDP增长多少？", "投资增长5%。", False),
        ("内蒙古新建多少座桥梁？", "全区总量的三分之一，即桥梁37座。", False),
        ("内蒙古怎样部署？", "要求贯彻内蒙古的部署。", True),
        ("包头市怎样建桥？", "本市加快建桥。", False),
    ],
)
def test_kind_place_and_year(question: str, sentence: str, fit: bool) -> None:
    query = understand(question, [], People([candidate(sentence).passage.article]))
    quoted, _ = names(query.parts[0])
    assert fits(candidate(sentence), replace(query.parts[0], must=tuple(quoted)), query) is fit


def test_a_sentence_that_lost_its_beginning_answers_nothing() -> None:
    whole = candidate("仅占全市28.1%。")
    passage = whole.passage
    cut = Passage(
        passage.id, passage.article, "body", passage.text, passage.spans, "", passage.sentences, True, False, False
    )
    query = understand("占全市的比例是多少？", [], People([]))
    assert not fits(Candidate(cut, whole.span, 1, 1, 1, 1), query.parts[0], query)
