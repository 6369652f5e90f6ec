"""What could be asked next: questions that the articles answer, each answered before it is offered.

Made from what is known of the articles around an answer (who speaks, of which action, under which headings), and kept
only if the quoting answer to it is a good one, so that no suggestion ends in a refusal.
"""

from collections.abc import Iterator
from itertools import islice

from assistant.answer import Answer, Status
from assistant.route import Library
from assistant.route import answer as answered
from index.passage import Article

OFFERED = 3
_TRIED = 8  # candidates that are asked for one answer
_SURE = 0.5  # likelihood that an answer is right, from which it is offered


def suggest(made: Answer, asked: tuple[str, ...], library: Library) -> list[str]:
    """At most OFFERED questions to go on with after an answer; none of those `asked` already."""
    told = {(one.passage.id, one.span) for one in made.citations}
    found = []
    for question in islice((one for one in _candidates(made, library) if one not in asked), _TRIED):
        tried = answered(question, library)
        quotes = {(one.passage.id, one.span) for one in tried.citations}
        if tried.status is Status.ANSWERED and tried.confidence >= _SURE and not quotes <= told:
            found.append(question)
            told |= quotes
        if len(found) == OFFERED:
            break
    return found


def _candidates(made: Answer, library: Library) -> Iterator[str]:
    """Questions about the articles that were quoted, or else were near, and then about others of the same action."""
    passages = [one.passage for one in made.citations] or [hit.passage for hit in made.hits]
    near = list({one.article.id: one.article for one in passages}.values())[:2]
    same = [
        one
        for one in library.articles
        if one.action and one.author and one.action in {a.action for a in near} and one not in near
    ]
    for article in near:
        yield from _about(article, library)
    for article in same:
        yield f"{article.author}怎么看{article.action}？"
    for article in near:
        if article.author:
            yield f"{article.author}是谁？"


def _about(article: Article, library: Library) -> Iterator[str]:
    sections = dict.fromkeys(one.section for one in library.body(article.id) if one.section and one.kind == "body")
    for section in list(sections)[:2]:
        yield f"{section}有哪些举措？"
    if article.action and article.region:
        yield f"{article.region}怎样推进{article.action}？"
    elif article.action and article.author:
        yield f"{article.author}对{article.action}有什么建议？"
