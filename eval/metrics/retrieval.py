"""Whether the passages that hold the truth were found, and how high they stand.

Judged by characters, not by passages, so that systems that cut the articles differently can be compared: what counts is
how much of the gold spans the first k passages hold. A question without gold spans has no retrieval.
"""

import math
from functools import partial

from eval.metrics.judged import Judged

DEPTHS = (1, 3, 5, 10)
DEEPEST = 10
PRECISE = 5


def recall(judged: Judged, depth: int) -> float | None:
    """The share of the gold characters that the first `depth` passages hold, 0 to 1."""
    if not judged.gold:
        return None
    held = frozenset().union(*judged.found[:depth])
    return len(judged.gold & held) / len(judged.gold)


def reciprocal_rank(judged: Judged) -> float | None:
    """1 / the rank of the first passage that holds gold characters, 0 if none does (Voorhees, TREC-8, 1999)."""
    if not judged.gold:
        return None
    return next((1 / rank for rank, held in enumerate(judged.found, 1) if held & judged.gold), 0.0)


def ndcg(judged: Judged) -> float | None:
    """Discounted cumulative gain of the first ten passages over that of the best order (Järvelin and Kekäläinen, 2002).

    A passage's gain is the share of the gold characters that it holds; the best order is of all passages of the run.
    """
    if not judged.gold:
        return None
    gains = [len(judged.gold & held) / len(judged.gold) for held in judged.found[:DEEPEST]]
    holding = (judged.gold & judged.known.characters(one.id) for one in judged.holding)
    best = sorted((len(held) / len(judged.gold) for held in holding), reverse=True)[:DEEPEST]
    return min(1.0, _discounted(gains) / _discounted(best)) if any(best) else 0.0


def character_precision(judged: Judged) -> float | None:
    """The share of the characters of the first five passages that are gold (Smith and Troynikov, "Evaluating Chunking
    Strategies for Retrieval", 2024, there by tokens)."""
    if not judged.gold:
        return None
    held = frozenset().union(*judged.found[:PRECISE])
    return len(judged.gold & held) / len(held) if held else 0.0


RECALLS = {f"recall@{depth}": partial(recall, depth=depth) for depth in DEPTHS}


def _discounted(gains: list[float]) -> float:
    return sum(gain / math.log2(1 + rank) for rank, gain in enumerate(gains, 1))
