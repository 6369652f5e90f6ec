"""Intervals, held against SciPy and against what resampling must give."""

import pytest
from scipy.stats import binomtest

from eval.interval import bootstrap, wilson


@pytest.mark.parametrize(("successes", "count"), [(0, 10), (5, 10), (10, 10), (97, 100)])
def test_wilson_is_scipys(successes: int, count: int) -> None:
    expected = binomtest(successes, count).proportion_ci(method="wilson")
    found = wilson(successes, count)
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high))


def test_nothing_is_known_of_no_cases() -> None:
    assert (wilson(0, 0).low, wilson(0, 0).high) == (0.0, 1.0)


def test_a_cluster_counts_once() -> None:
    values = [1.0] * 50 + [0.0] * 50
    each = bootstrap(values, [str(number) for number in range(100)])
    two = bootstrap(values, ["a"] * 50 + ["b"] * 50)
    assert 0.38 < each.low < 0.42 < 0.58 < each.high < 0.62
    assert (two.low, two.high) == (0.0, 1.0)
    assert bootstrap(values, ["a"] * 100) == bootstrap(values, ["a"] * 100)
