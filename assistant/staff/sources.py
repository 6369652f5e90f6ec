"""What the panel beside the chat shows: the passage of a citation with its quote marked, and the whole article.

Texts go out as pieces with what is marked in them; the page makes nodes of them and never markup.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise

from fastapi import APIRouter, FastAPI, HTTPException, Request

from assistant.answer import CUT_NOTE, LABELS, REVIEW_NOTE, Answer, Citation, speaker
from assistant.library import Latest
from assistant.route import Library
from assistant.staff.reordered import reordered
from assistant.staff.revised import Change, revision
from assistant.staff.store import Store, Turn
from assistant.staff.user import User, Who
from index.passage import Article, Passage, Span

REORDERED_NOTE = "（原文分栏错位，已按阅读顺序复原）"
REVISED_NOTE = "〔原文已修订〕"
GONE_NOTE = "〔原文已修订：资料库中现在没有这段话〕"
LOGIN_NEEDED = "请先登录。"
NO_ANSWER = "没有这个回答：它可能已被删除，或超过了保存期限。"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a passage and the numbers of the citations that quote it."""

    text: str
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage to be shown: its pieces, where the source breaks off, what is to be said of it."""

    kind: str
    pieces: tuple[Piece, ...]
    cut_start: bool
    cut_end: bool
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    """A citation to be shown: whose words, from where, the passage, and how it has changed since."""

    number: int
    speaker: str
    title: str
    about: str
    source: str
    passage: PassageView
    revised: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """A whole article in reading order, with what an answer quotes of it marked."""

    title: str
    speaker: str
    about: str
    source: str
    note: str
    passages: tuple[PassageView, ...]


def open_sources(app: FastAPI, who: Who, store: Store, latest: Latest) -> None:
    """The routes of the panel, for whoever asked the question."""
    router = APIRouter(prefix="/staff/answers", include_in_schema=False)

    def turn(request: Request, answer: str) -> Turn:
        return own_turn(who(request), store, answer)

    @router.get("/{answer}/sources")
    def sources(request: Request, answer: str) -> dict[str, object]:
        made = turn(request, answer).answer
        _, library = latest()
        views = [view_source(one, library) for one in made.citations]
        return {"label": LABELS[made.mode], "sources": [asdict(view) for view in views]}

    @router.get("/{answer}/articles/{number}")
    def article(request: Request, answer: str, number: int) -> dict[str, object]:
        made = turn(request, answer).answer
        cited = next((one for one in made.citations if one.number == number), None)
        if cited is None:
            raise HTTPException(404, "这个回答里没有这条出处。")
        _, library = latest()
        return asdict(view_article(made, cited.passage.article, library))

    app.include_router(router)


def close_staff(app: FastAPI) -> None:
    """What no route under /staff takes is told here: the page at / would take it for its own. Call it after them."""

    @app.api_route("/staff/{rest:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE"], include_in_schema=False)
    def no_such_address(rest: str) -> None:  # noqa: ARG001
        raise HTTPException(404, "没有这个地址。")


def known_user(user: User | None) -> User:
    """The user, who has logged in; raises HTTPException."""
    if user is None:
        raise HTTPException(401, LOGIN_NEEDED)
    return user


def own_turn(user: User | None, store: Store, answer: str) -> Turn:
    """The turn with an answer of the user's own; raises HTTPException."""
    found = store.turn(known_user(user).name, answer)
    if found is None:
        raise HTTPException(404, NO_ANSWER)
    return found


def view_source(citation: Citation, library: Library) -> SourceView:
    """A citation's passage as it was quoted, and how it reads in the served articles."""
    articles, body = library.articles, library.body
    passage, article = citation.passage, citation.passage.article
    changed = revision(passage, articles, body)
    revised = "" if changed is None else REVISED_NOTE if changed.changes else GONE_NOTE
    return SourceView(
        number=citation.number,
        speaker=speaker(passage),
        title=article.title,
        about=_about(article),
        source=_source(article) + page_of(citation, library.pages(article.id)),
        passage=_view(passage, [(citation.span, citation.number)], passage.id in reordered(article, articles, body)),
        revised=revised,
        changes=changed.changes if changed else (),
    )


def view_article(made: Answer, article: Article, library: Library) -> ArticleView:
    """An article as it is served now; where it no longer is, what the answer knows of it."""
    articles, body = library.articles, library.body
    heirs = [one for one in articles if (one.source, one.title) == (article.source, article.title)]
    served = next((one for one in articles if one.id == article.id), heirs[0] if heirs else None)
    note = ""
    if served is None:
        note = "资料库中现在没有这篇文章，以下只是当时引用的段落。"
        found = {hit.passage.id: hit.passage for hit in made.hits if hit.passage.article.id == article.id}
        found |= {one.passage.id: one.passage for one in made.citations if one.passage.article.id == article.id}
        passages: Sequence[Passage] = [found[name] for name in sorted(found)]
    else:
        note = "" if served.id == article.id else "这篇文章在回答之后已修订，以下是现在的文本。"
        passages = body(served.id)
    moved = reordered(served, articles, body) if served else set()
    quotes = [one for one in made.citations if one.passage.article.id == article.id]
    return ArticleView(
        title=article.title,
        speaker=speaker(passages[0]) if passages else article.author,
        about=_about(served or article),
        source=_source(served or article),
        note=note,
        passages=tuple(_view(passage, _marks(passage, quotes), passage.id in moved) for passage in passages),
    )


def _marks(passage: Passage, quotes: Sequence[Citation]) -> list[tuple[Span, int]]:
    """Where quotes stand in a passage: by their place in the same one, by their words in a later form of it."""
    found = []
    for quote in quotes:
        at = passage.text.find(quote.quote)
        if quote.passage.id == passage.id:
            found.append((quote.span, quote.number))
        elif quote.passage.article.id != passage.article.id and at >= 0:
            found.append((Span(at, at + len(quote.quote)), quote.number))
    return found


def _view(passage: Passage, marks: Sequence[tuple[Span, int]], moved: bool) -> PassageView:
    borders = sorted({0, len(passage.text), *(at for span, _ in marks for at in (span.start, span.end))})
    pieces = (
        Piece(passage.text[start:end], tuple(n for span, n in marks if span.start <= start and end <= span.end))
        for start, end in pairwise(borders)
    )
    notes = (
        [CUT_NOTE] * (passage.cut_start or passage.cut_end)
        + [REORDERED_NOTE] * moved
        + [REVIEW_NOTE] * passage.needs_review
    )
    return PassageView(passage.kind, tuple(pieces), passage.cut_start, passage.cut_end, tuple(notes))


def page_of(citation: Citation, starts: Sequence[int]) -> str:
    """The page of the source that a quote begins on, in words; "" where it has no pages."""
    return f"　第{max(1, bisect_right(starts, citation.spans[0].start))}页" if starts and citation.spans else ""


def _about(article: Article) -> str:
    return "　".join(part for part in (article.action, article.region, article.published or "") if part)


def _source(article: Article) -> str:
    return "　".join(part for part in (article.publisher, article.source, article.address) if part)
