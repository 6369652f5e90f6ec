"""Answers and conversations as files, for whoever asked the questions."""

from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from fastapi import APIRouter, FastAPI, HTTPException, Request, Response

from assistant.settings import AssistantSettings
from assistant.staff.aigc import PRODUCT, producer_of
from assistant.staff.bundle import key_file, open_key, seal
from assistant.staff.document import Document, document_of
from assistant.staff.markdown import as_markdown
from assistant.staff.plain import as_plain
from assistant.staff.sources import known_user, own_turn
from assistant.staff.store import Store, Turn
from assistant.staff.user import Who
from assistant.staff.word import as_word

NO_CONVERSATION = "没有这个对话：它可能已被删除，或超过了保存期限。"
_KINDS = {
    "txt": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
}
_NAMED = 40  # characters of a title that a file is called by
_NOT_IN_NAMES = frozenset('\\/:*?"<>|')


def create_exports(app: FastAPI, who: Who, store: Store, settings: AssistantSettings) -> None:
    """The routes /staff/answers/ID.txt, .md, .docx, .json and /staff/conversations/ID.md, .docx.

    The errors are HTTPExceptions, which the API tells as JSON. Call it before the page is mounted at /.
    """
    router = APIRouter(prefix="/staff", include_in_schema=False)
    producer = producer_of(settings)

    def one(request: Request, answer: str) -> tuple[Turn, Document]:
        turn = own_turn(who(request), store, answer)
        return turn, document_of([turn], answer, producer, datetime.now(UTC))

    def whole(request: Request, conversation: str) -> Document:
        name = known_user(who(request)).name
        turns = store.turns(name, conversation)
        if not turns:
            raise HTTPException(404, NO_CONVERSATION)
        titles = (known.title for known in store.conversations(name) if known.id == conversation)
        title = next(titles, turns[0].answer.question[:_NAMED])
        return document_of(turns, conversation, producer, datetime.now(UTC), title)

    @router.get("/answers/{answer}.txt")
    def answer_as_text(request: Request, answer: str) -> Response:
        turn, document = one(request, answer)
        return _file(as_plain(document), turn.answer.question, "txt")

    @router.get("/answers/{answer}.md")
    def answer_as_markdown(request: Request, answer: str) -> Response:
        turn, document = one(request, answer)
        return _file(as_markdown(document), turn.answer.question, "md")

    @router.get("/answers/{answer}.docx")
    def answer_as_word(request: Request, answer: str) -> Response:
        turn, document = one(request, answer)
        return _file(as_word(document), turn.answer.question, "docx")

    @router.get("/answers/{answer}.json")
    def answer_as_bundle(request: Request, answer: str) -> Response:
        turn, _ = one(request, answer)
        return _file(seal(turn, producer, open_key(key_file(Path(settings.staff)))), turn.answer.question, "json")

    @router.get("/conversations/{conversation}.md")
    def conversation_as_markdown(request: Request, conversation: str) -> Response:
        document = whole(request, conversation)
        return _file(as_markdown(document), document.title, "md")

    @router.get("/conversations/{conversation}.docx")
    def conversation_as_word(request: Request, conversation: str) -> Response:
        document = whole(request, conversation)
        return _file(as_word(document), document.title, "docx")

    app.include_router(router)


def file_name(title: str, kind: str) -> str:
    """A name that every system takes for a file about `title`: no sign that is reserved, none that is not seen."""
    seen = "".join(sign for sign in " ".join(title.split()) if sign.isprintable() and sign not in _NOT_IN_NAMES)
    return f"{PRODUCT}_{seen[:_NAMED].strip(' .') or '回答'}.{kind}"


def _file(content: str | bytes, title: str, kind: str) -> Response:
    """A download; its name is in UTF-8 (RFC 5987), with a plain one for whoever does not read that."""
    named = f"attachment; filename=\"answer.{kind}\"; filename*=UTF-8''{quote(file_name(title, kind), safe='')}"
    headers = {"content-disposition": named, "cache-control": "no-store"}
    return Response(content, media_type=_KINDS[kind], headers=headers)
