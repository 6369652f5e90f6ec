"""Whether the citations are right: exact words, the right speaker, enough to carry the sentence and no more than that.

Citation recall and precision are those of ALCE (Gao et al., "Enabling Large Language Models to Generate Text with
Citations", EMNLP 2023), with our own verifier (assistant/verify.py) in the place of their entailment model; how far it
can be trusted stands in every report (eval/checker.py). Support says nothing of coverage: whoever copies the first
passage is supported too. So the share of the gold words that are quoted stands beside it.
"""

from assistant.generation.draft import Draft
from assistant.verify import support
from eval.metrics.answering import speakers
from eval.metrics.judged import Judged
from eval.record import CitationRecord, ClaimRecord, PassageRecord
from index.passage import Article, Passage, Span, bare


def exact(judged: Judged) -> float | None:
    """The share of the quotes that equal the characters of their spans in the source, white space aside."""
    if not judged.answer:
        return None
    quotes = judged.answer.citations
    same = sum(is_exact(one, judged.known.sources[known.source]) for one, known in judged.quotes)
    return same / len(quotes) if quotes else 0.0


def recall(judged: Judged) -> float | None:
    """The share of an answer's sentences that all their citations together carry (ALCE's citation recall).

    A question that could have been answered and was not has 0.
    """
    if not judged.answer:
        return 0.0 if judged.answerable else None
    claims = judged.answer.claims
    return sum(is_carried(claim, judged) for claim in claims) / len(claims) if claims else 0.0


def precision(judged: Judged) -> float | None:
    """The share of the citations that a sentence needs: of a carried sentence, those that carry it alone or without
    which the others do not (ALCE's citation precision); 0 for a question that could have been answered and was not."""
    if not judged.answer:
        return 0.0 if judged.answerable else None
    needed = cited = 0
    for claim in judged.answer.claims:
        numbers = list(dict.fromkeys(claim.citations))
        cited += len(numbers)
        if is_carried(claim, judged):
            needed += sum(_is_needed(claim, number, numbers, judged) for number in numbers)
    return needed / cited if cited else 0.0


def gold_quoted(judged: Judged) -> float | None:
    """The share of the gold characters that are quoted: what citation recall does not say."""
    if not judged.gold or not judged.answerable:
        return None
    return len(judged.gold & judged.cited) / len(judged.gold)


def quoted_gold(judged: Judged) -> float | None:
    """The share of the quoted characters that are gold."""
    if not judged.gold or not judged.answerable:
        return None
    return len(judged.gold & judged.cited) / len(judged.cited) if judged.cited else 0.0


def speaker_right(judged: Judged) -> float | None:
    """1 when everybody whose words are asked for is quoted, else 0; nothing where nobody is asked for."""
    asked = set(speakers(judged.case))
    return float(asked <= judged.authors) if asked and judged.answerable else None


def misattributed(judged: Judged) -> float | None:
    """1 when a question about somebody's words is answered, and with words of others alone."""
    asked = set(speakers(judged.case))
    return float(not asked & judged.authors) if asked and judged.answer else None


def is_carried(claim: ClaimRecord, judged: Judged, without: int = 0) -> bool:
    """Whether a claim's citations, less the one numbered `without`, carry it."""
    cited = [(one, known) for one, known in judged.quotes if one.number in claim.citations and one.number != without]
    if any(bare(claim.text) == bare(one.quote) for one, _ in cited):
        return True  # the very words: nothing to be weighed
    passages = tuple(quoted(one, known) for one, known in cited)
    return bool(passages) and support(Draft(claim.text, passages)) is not None


def is_exact(citation: CitationRecord, source: str) -> bool:
    """Whether a quote equals the characters of its spans in a source, white space aside."""
    printed = "".join(source[start:end] for start, end in citation.spans)
    return bool(citation.quote) and bare(printed) == bare(citation.quote)


def _is_needed(claim: ClaimRecord, number: int, numbers: list[int], judged: Judged) -> bool:
    alone = len(numbers) == 1 or is_carried(claim.model_copy(update={"citations": [number]}), judged)
    return alone or not is_carried(claim, judged, without=number)


def quoted(citation: CitationRecord, known: PassageRecord) -> Passage:
    """A quote as a passage of one sentence, for the verifier."""
    article = Article(
        known.article,
        known.article,
        known.author,
        known.role,
        known.org,
        known.region,
        known.action,
        None,
        known.source,
    )
    spans = tuple(Span(*span) for span in citation.spans)
    whole = (Span(0, len(citation.quote)),)
    return Passage(known.id, article, "body", citation.quote, spans, "", whole, False, False, False)
