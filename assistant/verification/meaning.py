"""Whether a sentence means about what it cites: the encoder's word, beside the checks that read words.

Those hold every word of a sentence against its quotes; that the words make a sentence they do not see. A small model
breaks off, repeats itself and strings words together (围绕工作一系列工作开展提供), each of them printed. Such a string
often lies farther from its quote than any restatement. A figure or a 不 moves a vector too little to tell a false
sentence from a true one, so this is a floor and no judge (docs/verification.md has both; `python -m eval meaning`).
"""

from collections.abc import Callable, Sequence

from index.encoder import Encoder

# Below it lie three in a thousand of the true restatements of eval/sets/pairs.jsonl, and a fifth of the pieces.
FLOOR = 0.905

Nearness = Callable[[str, Sequence[str]], float]
"""A sentence and the quotes that it cites -> the cosine of the two (-1 to 1)."""


def nearness_by(encoder: Encoder) -> Nearness:
    """The nearness that an encoder gives; one call of it, of two texts."""

    def nearness(sentence: str, quotes: Sequence[str]) -> float:
        own, cited = encoder.encode([sentence, "".join(quotes)], "passage")
        return float(own @ cited)

    return nearness
