"""Whether an evidence bundle still holds: unchanged, made here, and every sentence carried by the passages in it.

The passages are in the bundle, so that this needs no index; one that is there only adds whether an article has been
revised since.
"""

from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from assistant.answer import Answer, Citation, Claim
from assistant.generation.draft import Draft
from assistant.staff.bundle import BundleError, open_bundle
from assistant.staff.document import told
from assistant.staff.store import Turn
from assistant.understanding.personal import strike
from assistant.verify import support
from index import corpus, manifest, rows
from index.passage import Article, Passage, bare
from index.problem import Problem


class UnknownMaker(Problem):
    """A bundle is whole, but the key that would tell who made it is not here.

    A failure, not a note: its digest can be computed by whoever changes it, so a script that goes by the exit status
    must not take it for verified.
    """


def verify(file: Path, key: bytes | None, index: Path) -> list[str]:
    """What is to be said of a bundle that holds, one sentence first and then notes.

    Raises BundleError where it does not hold, UnknownMaker where it cannot be told whose it is.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise BundleError(f"读不了证据文件 {file}（{error.strerror}）：请检查路径。") from None
    opened = open_bundle(data, key)
    check_evidence(opened.turn)
    if not opened.sealed_here:
        raise UnknownMaker(
            "证据文件的内容与摘要相符，但本机没有封印它的密钥，无法确认由谁生成：请在生成它的系统上再核验一次。"
        )
    at = told(datetime.fromisoformat(opened.turn.at))
    whole = f"证据文件完整：回答于{at}，由本系统 {opened.version} 版生成，此后没有改动，引文和逐句核对都成立。"
    return [whole, *since(opened.turn, index)]


def check_evidence(turn: Turn) -> None:
    """Raise BundleError unless quotes stand in their passages, spans fit, and every claim passes its check."""
    answer = turn.answer
    for passage in (*(hit.passage for hit in answer.hits), *(one.passage for one in answer.citations)):
        _check_passage(passage)
    for number, citation in enumerate(answer.citations, 1):
        _check_citation(number, citation)
    for claim in answer.claims:
        _check_claim(claim, answer)


def since(turn: Turn, index: Path) -> list[str]:
    """Whether the articles that were cited have been revised, where the index at hand still holds them."""
    try:
        served = manifest.current(index)
        opened = corpus.open_corpus(manifest.corpus_file(index))
    except Problem:
        return []
    with closing(opened):
        articles = rows.articles_of_generation(opened, served)
        cited = list(dict.fromkeys(citation.passage.article for citation in turn.answer.citations))
        notes = []
        for article in cited:
            now = [one for one in articles if (one.source, one.title) == (article.source, article.title)]
            if any(one.id == article.id for one in articles):
                notes.append(f"《{article.title}》此后没有修订。")
            elif now:
                texts = [bare(one.text) for heir in now for one in corpus.passages_of_article(opened, heir.id)]
                lost = _lost(turn.answer.citations, article, texts)
                what = f"现在的文本里没有引文 {lost} 的原话" if lost else "引文的原话仍在"
                notes.append(f"《{article.title}》此后已修订：{what}。")
    return notes


def _lost(citations: Sequence[Citation], article: Article, texts: Sequence[str]) -> str:
    """The numbers of the citations of an article whose quotes none of its texts has any more."""
    quotes = [one for one in citations if one.passage.article.id == article.id]
    return "、".join(f"[{one.number}]" for one in quotes if not any(bare(one.quote) in text for text in texts))


def _check_passage(passage: Passage) -> None:
    lengths = [span.end - span.start for span in passage.spans]
    joined = sum(lengths) + len(passage.seam) * max(0, len(lengths) - 1)
    real = all(span.start >= 0 and span.end > span.start for span in passage.spans)
    sentences = all(0 <= one.start < one.end <= len(passage.text) for one in passage.sentences)
    if not real or not sentences or joined != len(passage.text):
        raise BundleError(f"段落 {passage.id} 标注的原文位置与它的文字不符。")


def _check_citation(number: int, citation: Citation) -> None:
    passage, span = citation.passage, citation.span
    stands = 0 <= span.start < span.end <= len(passage.text) and passage.text_of(span) == citation.quote
    if citation.number != number or not stands:
        raise BundleError(f"引文 [{citation.number}] 不是它所在段落里的原话。")
    if citation.spans != passage.in_source(span):
        raise BundleError(f"引文 [{citation.number}] 标注的原文位置与它的文字不符。")


def _check_claim(claim: Claim, answer: Answer) -> None:
    cited = [one for one in answer.citations if one.number in claim.citations]
    marked = "".join(f"[{number}]" for number in claim.citations)
    # What is missing is told in the asker's words, for which numbers of persons are struck from the whole text.
    shown = any(text in answer.text for text in (claim.text, strike(claim.text))) and marked in answer.text
    if not cited or len(cited) != len(set(claim.citations)) or not shown:
        raise BundleError(f"“{claim.text[:30]}”与回答的正文或引文编号对不上。")
    quoted = claim.text in (one.quote for one in cited)
    if not quoted and not (answer.mode == "generated" and _supported(claim.text, [one.passage for one in cited])):
        raise BundleError(f"“{claim.text[:30]}”通不过核对：所引原文支撑不了这句话。")


def _supported(text: str, passages: Sequence[Passage]) -> bool:
    """Whether passages carry a sentence that a model wrote. 今年 is read by the first of them, and which that was when
    it was written is not kept."""
    distinct = list(dict.fromkeys(passages))
    turned = (distinct[at:] + distinct[:at] for at in range(len(distinct)))
    try:
        return any(support(Draft(text, tuple(order))) is not None for order in turned)
    except ValueError:  # a date that is none, in a bundle that nobody here made
        return False
