"""What an answer says that its quotes do not: sentences, numbers, names. 0 is what is wanted."""

import re

from assistant.verification.figures import figures
from eval.metrics.citation import is_carried
from eval.metrics.judged import Judged
from index.fold import fold
from index.passage import bare
from index.terms import load_terms

_QUOTED = re.compile(r"[“‘《「『]([^”’》」』]{2,40})[”’》」』]")


def unsupported_sentences(judged: Judged) -> float | None:
    """The share of an answer's sentences that their own citations do not carry."""
    if not judged.answer:
        return None
    claims = judged.answer.claims
    return sum(not is_carried(claim, judged) for claim in claims) / len(claims) if claims else 1.0


def unsupported_numbers(judged: Judged) -> float | None:
    """The share of the figures in an answer's sentences that no quote has in the same form: 近10亿元 is not 10亿元."""
    if not judged.answer:
        return None
    said = [figure for claim in judged.answer.claims for figure in figures(claim.text)]
    stated = {figure for one in judged.answer.citations for figure in figures(one.quote)}
    return sum(figure not in stated for figure in said) / len(said) if said else 0.0


def unsupported_names(judged: Judged) -> float | None:
    """The share of the names in an answer's sentences (people, places, what stands in quotation marks) that neither its
    quotes have nor what is printed of their articles."""
    if not judged.answer:
        return None
    printed = (
        f"{quote.quote}{one.author}{one.role}{one.org}{one.region}{one.action}{one.article}"
        for quote, one in judged.quotes
    )
    known = bare(fold("".join(printed)))
    said = {name for claim in judged.answer.claims for name in _names(bare(fold(claim.text)), judged)}
    return sum(name not in known for name in said) / len(said) if said else 0.0


def _names(text: str, judged: Judged) -> set[str]:
    vocabulary = load_terms()
    people = {one.author for one in judged.known.passages.values() if one.author}
    places = {form for place in vocabulary.regions for form in place.forms} | set(vocabulary.elsewhere)
    return {name for name in people | places if name in text} | set(_QUOTED.findall(text))
