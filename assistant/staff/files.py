"""The articles page for editors: GET /articles, and under /staff/files what it asks for and changes.

Whoever is logged in sees what is indexed; only an editor changes it. The guard has seen to hosts, origins and sizes.
"""

import atexit
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Protocol

from fastapi import APIRouter, Depends, FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.requests import Request
from fastapi.responses import FileResponse, JSONResponse
from pydantic import BaseModel, Field, TypeAdapter

from assistant.serving.guard import MAX_UPLOAD
from assistant.settings import AssistantSettings
from assistant.staff.beside import Facts
from assistant.staff.changes import Changes
from assistant.staff.job import Job
from assistant.staff.listing import list_files
from assistant.staff.preview import Preview, describe, preview, settle
from assistant.staff.refused import Refused
from assistant.staff.shelf import Shelf
from assistant.staff.upload import receive
from assistant.staff.user import User, Who
from index.settings import index_settings
from index.terms import load_terms

_PAGE = Path(__file__).parents[1] / "web" / "articles.html"
_Id = Annotated[str, Field(max_length=64)]
_Name = Annotated[str, Field(max_length=1000)]
_SHOWN = 30  # removed files


class Note(Protocol):
    """Notes a change for whoever has to answer for it: what was done, by whom, to which files.

    A job is noted twice: as `take_in` when it begins, and as `take_in.done`, `.failed` or `.cancelled` when it ends.
    """

    def __call__(self, event: str, *, user: str, files: tuple[str, ...] = ()) -> None: ...


def no_note(event: str, *, user: str, files: tuple[str, ...] = ()) -> None:
    """Where changes are not noted."""


class Taken(BaseModel):
    """Staged files to take in, and those of them that may replace a file of the same name."""

    ids: tuple[_Id, ...] = Field(max_length=500)
    replace: tuple[_Id, ...] = Field(default=(), max_length=500)


class Named(BaseModel):
    """A file of the articles folder, by its path in it."""

    name: _Name


class Back(BaseModel):
    """A removed file to put back."""

    id: _Id
    replace: bool = False


class Seen(BaseModel):
    """The generation that is served as far as the editor knows."""

    generation: _Id


class Decisions(BaseModel):
    """Titles by the start of a block in doubt; "" leaves it open."""

    chosen: dict[int, _Name] = Field(max_length=2000)


def create_files(app: FastAPI, who: Who, settings: AssistantSettings, note: Note = no_note) -> None:
    """Add the page and its routes to an application."""
    index = index_settings()
    shelf = Shelf(Path(settings.articles))

    def ended(job: Job) -> None:
        note(f"{job.kind}.{job.state}", user=job.by, files=tuple(name for name in job.names if name not in job.left))

    changes = Changes(shelf, index, ended)
    changes.recover()
    atexit.register(changes.jobs.stop)

    def reader(request: Request) -> User:
        user = who(request)
        if user is None:
            raise Refused(401, "no_login", "请先登录。", "Log in first.")
        return user

    def editor(user: Annotated[User, Depends(reader)]) -> User:
        if not user.may_edit:
            raise Refused(
                403,
                "no_editor",
                "您可以查看资料库，但没有修改的权限：请联系管理员。",
                "You may look at the index but not change it.",
            )
        return user

    Editor = Annotated[User, Depends(editor)]

    router = APIRouter(include_in_schema=False)

    @app.exception_handler(Refused)
    async def refused(_request: Request, problem: Refused) -> JSONResponse:
        told = {"code": problem.code, "message": problem.told.zh, "english": problem.told.en}
        return JSONResponse({"error": told}, problem.status)

    @app.get("/articles", include_in_schema=False)
    def page(_user: Annotated[User, Depends(reader)]) -> FileResponse:
        return FileResponse(_PAGE, headers={"cache-control": "no-cache"})

    @router.get("/staff/files")
    def state(user: Annotated[User, Depends(reader)]) -> JSONResponse:
        may = user.may_edit
        terms = load_terms()
        present = shelf.articles()
        return _json(
            {
                "user": user.name,
                "may_edit": may,
                "most": MAX_UPLOAD,
                "actions": [term.name for term in (*terms.actions, terms.all_actions)],
                "listing": list_files(index.path, shelf.folder, present),
                "staged": [
                    {**asdict(one), "exists": one.name in present} for one in (shelf.entries("staged") if may else ())
                ],
                "removed": [
                    {**asdict(one), "exists": one.name in present}
                    for one in (shelf.entries("removed")[:_SHOWN] if may else ())
                ],
                "earlier": changes.earlier() if may else None,
                "job": changes.jobs.now() if may else None,
            }
        )

    @router.post("/staff/files")
    async def upload(request: Request, user: Editor, name: str = "", acknowledged: bool = False) -> JSONResponse:
        entry = await receive(shelf, request, name, user.name, acknowledged)
        note("upload", user=user.name, files=(entry.name,))
        present = await run_in_threadpool(shelf.target(entry).exists)
        return _json({**asdict(entry), "exists": present})

    @router.get("/staff/files/staged/{entry}")
    def look(entry: str, _user: Editor) -> JSONResponse:
        return _json(preview(_staged(entry), index))

    @router.put("/staff/files/staged/{entry}/facts")
    def know(entry: str, facts: Facts, user: Editor) -> JSONResponse:
        return _noted("describe", user, entry, lambda path: describe(path, facts, index))

    @router.put("/staff/files/staged/{entry}/decisions")
    def decide(entry: str, decisions: Decisions, user: Editor) -> JSONResponse:
        return _noted("settle", user, entry, lambda path: settle(path, decisions.chosen, index))

    @router.delete("/staff/files/staged/{entry}")
    def discard(entry: str, user: Editor) -> JSONResponse:
        found = shelf.find("staged", entry)
        shelf.discard("staged", entry)
        note("discard", user=user.name, files=(found.name,))
        return _json({})

    @router.post("/staff/files/edit")
    def edit(named: Named, user: Editor) -> JSONResponse:
        return _json(shelf.edit(named.name, user.name))

    @router.post("/staff/files/take-in")
    def take_in(taken: Taken, user: Editor) -> JSONResponse:
        entries = [shelf.find("staged", one) for one in dict.fromkeys(taken.ids)]
        return _begun(changes.take_in(entries, taken.replace, user.name))

    @router.post("/staff/files/remove")
    def remove(named: Named, user: Editor) -> JSONResponse:
        return _begun(changes.remove(named.name, user.name))

    @router.post("/staff/files/restore")
    def restore(back: Back, user: Editor) -> JSONResponse:
        return _begun(changes.restore(shelf.find("removed", back.id), back.replace, user.name))

    @router.post("/staff/files/sync")
    def sync(user: Editor) -> JSONResponse:
        return _begun(changes.sync(user.name))

    @router.post("/staff/files/rollback")
    def roll_back(seen: Seen, user: Editor) -> JSONResponse:
        return _begun(changes.roll_back(seen.generation, user.name))

    @router.get("/staff/files/job")
    def job(user: Annotated[User, Depends(reader)]) -> JSONResponse:
        return _json(changes.jobs.now() if user.may_edit else None)  # it names files that wait

    @router.post("/staff/files/job/{job}/cancel")
    def cancel(job: str, user: Editor) -> JSONResponse:
        changes.jobs.cancel(job)
        note("cancel", user=user.name)
        return _json({})

    def _staged(entry: str) -> Path:
        return shelf.file("staged", shelf.find("staged", entry))

    def _noted(event: str, user: User, entry: str, change: Callable[[Path], Preview]) -> JSONResponse:
        found = shelf.find("staged", entry)
        made = change(shelf.file("staged", found))
        note(event, user=user.name, files=(found.name,))
        return _json(made)

    def _begun(started: Job) -> JSONResponse:
        note(started.kind, user=started.by, files=started.names)
        return _json(started)

    app.include_router(router)


def _json(content: object) -> JSONResponse:
    made = TypeAdapter(object).dump_python(content, mode="json")
    return JSONResponse(made, headers={"cache-control": "no-store"})
