"""How sure a figure is: intervals of 95 %.

A share of cases has Wilson's interval, widened to that of resampling by clusters, because questions on one article
stand or fall together (Field and Welsh, "Bootstrapping clustered data", 2007); a mean has the latter. Both are short
enough to be written here: importing SciPy costs more than scoring a set.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

_Z = NormalDist().inv_cdf(0.975)
_SAMPLES = 2000
_SEED = 20250101


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`."""

    low: float
    high: float


def wilson(successes: float, count: int) -> Interval:
    """The interval of a share of `count` cases (Wilson, 1927); from 0 to 1 where there are none."""
    if not count:
        return Interval(0.0, 1.0)
    share, square = successes / count, _Z * _Z
    middle = (share + square / (2 * count)) / (1 + square / count)
    half = _Z / (1 + square / count) * math.sqrt(share * (1 - share) / count + square / (4 * count * count))
    return Interval(max(0.0, middle - half), min(1.0, middle + half))


def wider(one: Interval, other: Interval) -> Interval:
    """The interval that holds both; where one is not defined, the other."""
    if math.isnan(one.low):
        return other
    return Interval(min(one.low, other.low), max(one.high, other.high))


def bootstrap(values: Sequence[float], clusters: Sequence[str]) -> Interval:
    """The interval of a mean, by resampling whole clusters, always in the same way; percentiles 2.5 and 97.5."""
    sums, counts = _by_cluster(values, clusters)
    if not len(sums):
        return Interval(math.nan, math.nan)
    drawn = np.random.default_rng(_SEED).multinomial(len(sums), np.full(len(sums), 1 / len(sums)), _SAMPLES)
    means = (drawn @ sums) / np.maximum(drawn @ counts, 1)
    low, high = np.percentile(means, [2.5, 97.5])
    return Interval(float(low), float(high))


def _by_cluster(values: Sequence[float], clusters: Sequence[str]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    names = {name: at for at, name in enumerate(dict.fromkeys(clusters))}
    sums, counts = np.zeros(len(names)), np.zeros(len(names))
    for value, name in zip(values, clusters, strict=True):
        sums[names[name]] += value
        counts[names[name]] += 1
    return sums, counts
