"""Each measure on answers of a few characters: 一二三四 is the truth, the words of 张三 in passage a."""

import pytest
from eval_maker import PASSAGES, SOURCE, case, judged, record, unanswerable

from eval.metrics import answering, citation, cost, grounding, refusing, retrieval
from eval.metrics.judged import Judged, Known
from eval.record import ClaimRecord, Record

WHOLE = record(case(), ("a", 0, 4))


@pytest.mark.parametrize(
    ("found", "recall1", "rank", "ndcg"),
    [
        (["a", "b"], 1.0, 1.0, 1.0),
        (["b", "a"], 0.0, 0.5, 0.6309),  # 1 / log2(3)
        (["b"], 0.0, 0.0, 0.0),
        ([], 0.0, 0.0, 0.0),
    ],
)
def test_retrieval_counts_gold_characters(found: list[str], recall1: float, rank: float, ndcg: float) -> None:
    made = judged(case(), record(case(), hits=found))
    assert retrieval.recall(made, 1) == recall1
    assert retrieval.reciprocal_rank(made) == rank
    assert retrieval.ndcg(made) == pytest.approx(ndcg, abs=1e-4)


def test_gold_over_two_passages_is_found_in_part() -> None:
    wide = case(spans=[{"source": "s", "start": 8, "end": 12}])
    made = judged(wide, record(wide, hits=["a", "b"]))
    assert retrieval.recall(made, 1) == 0.5
    assert retrieval.recall(made, 3) == 1.0
    assert retrieval.ndcg(made) == 1.0
    assert retrieval.character_precision(made) == 4 / 20
    assert retrieval.recall(judged(unanswerable(), record(unanswerable())), 1) is None


@pytest.mark.parametrize(
    ("changes", "made", "right"),
    [
        ({}, WHOLE, 1.0),
        ({"slots": [["二三"], ["九"]]}, WHOLE, 0.0),  # a half is said
        ({"slots": [["无", "三四"]]}, WHOLE, 1.0),  # another accepted form
        ({"speaker": "李四"}, WHOLE, 0.0),
        ({"speaker": "张三、李四"}, record(case(), ("a", 0, 4), ("b", 0, 2)), 1.0),
        ({"forbidden": ["四"]}, WHOLE, 0.0),
        ({"answerable": "partial"}, WHOLE, 0.0),
        ({"answerable": "partial"}, record(case(), ("a", 0, 4), status="partial"), 1.0),
        ({}, record(case()), 0.0),  # refused
        ({"answerable": "no", "slots": [], "speaker": ""}, WHOLE, 0.0),
        ({"answerable": "no", "slots": [], "speaker": ""}, record(case()), 1.0),
    ],
)
def test_right_is_complete_by_the_right_speaker_and_no_more(
    changes: dict[str, object], made: Record, right: float
) -> None:
    assert answering.right(judged(case(**changes), made)) == right


def test_what_is_only_named_may_be_answered_in_part() -> None:
    named = unanswerable(kind="named")
    assert answering.right(judged(named, record(named, ("a", 0, 4), status="partial"))) == 1.0
    assert answering.right(judged(named, record(named, ("a", 0, 4)))) == 0.0


def test_a_case_that_could_not_be_asked_scores_nothing() -> None:
    failed = Record(case="one", input="x", answer=None, error="ValueError: no")
    for asked in (case(), unanswerable()):
        made = judged(asked, failed)
        assert answering.right(made) == 0.0
        assert refusing.refused_rightly(made) is None
    assert answering.slots(judged(case(), failed)) == 0.0
    assert citation.recall(judged(case(), failed)) == 0.0
    assert retrieval.recall(judged(case(), failed), 10) == 0.0


def test_a_quote_that_is_not_in_its_source_is_not_exact() -> None:
    made = judged(case(), WHOLE)
    assert citation.exact(made) == 1.0
    moved = Known(PASSAGES, {"s": "零" + SOURCE})
    assert citation.exact(Judged(case(), WHOLE, moved)) == 0.0


def test_support_is_not_coverage() -> None:
    made = judged(case(), record(case(), ("a", 2, 10)))  # 三四五六七八九十 of which 三四 are gold
    assert (citation.recall(made), citation.precision(made)) == (1.0, 1.0)
    assert citation.gold_quoted(made) == 0.5
    assert citation.quoted_gold(made) == 0.25


def test_a_citation_that_is_not_needed_costs_precision() -> None:
    asked = case()
    both = record(asked, ("a", 0, 4), ("b", 0, 4))
    claim = ClaimRecord(text=SOURCE[:4], citations=[1, 2])
    made = judged(asked, record(asked, ("a", 0, 4), ("b", 0, 4), claims=[claim]))
    assert citation.precision(judged(asked, both)) == 1.0
    assert (citation.recall(made), citation.precision(made)) == (1.0, 0.5)
    invented = judged(asked, record(asked, ("b", 0, 4), claims=[ClaimRecord(text="全市共有99个。", citations=[1])]))
    assert (citation.recall(invented), citation.precision(invented)) == (0.0, 0.0)
    assert grounding.unsupported_sentences(invented) == 1.0
    assert grounding.unsupported_numbers(invented) == 1.0


def test_names_that_no_quote_has_are_counted() -> None:
    claims = [ClaimRecord(text="李四说到“一带”。", citations=[1])]
    made = judged(case(), record(case(), ("a", 0, 4), claims=claims))
    assert grounding.unsupported_names(made) == 1.0
    claims = [ClaimRecord(text="张三说到李四。", citations=[1])]
    assert grounding.unsupported_names(judged(case(), record(case(), ("a", 0, 4), claims=claims))) == 0.5


def test_speakers() -> None:
    other = judged(case(), record(case(), ("b", 0, 4)))
    assert (citation.speaker_right(other), citation.misattributed(other)) == (0.0, 1.0)
    refused = judged(case(), record(case()))
    assert (citation.speaker_right(refused), citation.misattributed(refused)) == (0.0, None)
    assert citation.speaker_right(judged(case(speaker=""), WHOLE)) is None


def test_the_curve_takes_the_surest_first() -> None:
    sure, unsure = case(id="sure"), case(id="unsure", slots=[["无"]])
    refused = unanswerable(id="refused")
    cases = [
        judged(unsure, record(unsure, ("a", 0, 4), confidence=0.25)),
        judged(sure, record(sure, ("a", 0, 4), confidence=0.95)),
        judged(refused, record(refused)),
    ]
    points = refusing.curve(cases)
    assert [(round(point.coverage, 3), point.risk) for point in points] == [(0.333, 0.0), (0.667, 0.5)]
    assert refusing.area(points) == 0.25
    bins = refusing.reliability(cases)
    assert [(one.count, one.confidence, one.right) for one in bins] == [(1, 0.25, 0.0), (1, 0.95, 1.0)]
    assert refusing.calibration_error(bins) == pytest.approx((0.25 + 0.05) / 2)
    assert (refusing.area([]), refusing.calibration_error([])) == (None, None)


def test_cost() -> None:
    made = judged(case(), WHOLE.model_copy(update={"tokens": {"prompt": 70, "completion": 7}}))
    assert cost.seconds(made, "total") == 0.02
    assert cost.tokens(made) == 77
    assert cost.tokens(judged(case(), WHOLE)) is None
