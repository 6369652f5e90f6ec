"""The server: the API and the page on one port. The port is taken first, so that a taken one is told at once."""

import importlib
import ipaddress
import socket
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.ask import RequestError, configured_writer, open_latest
from assistant.generation.budget import Budget, ration
from assistant.generation.endpoint import Writer
from assistant.library import Latest
from assistant.serving.heap import keep_small
from assistant.settings import AssistantSettings, assistant_settings
from index.passage import ANY

if TYPE_CHECKING:
    from fastapi import FastAPI


def create_app(latest: Latest, complete: Writer | None, settings: AssistantSettings, loopback: bool) -> "FastAPI":
    """The whole application: API, page and guard. On `loopback` no login and no key is needed, unless settings ask."""
    from assistant.api import create_api
    from assistant.chat import mount_chat
    from assistant.serving.guard import Guard
    from assistant.serving.journal import Journal
    from assistant.staff.audit import Audit
    from assistant.staff.desk import Desk
    from assistant.staff.entrance import make_entrance, who
    from assistant.staff.exports import create_exports
    from assistant.staff.files import create_files
    from assistant.staff.login import add_login
    from assistant.staff.sources import close_staff, open_sources
    from assistant.staff.store import Store

    days = settings.conversation_days
    store = Store(Path(settings.staff), days)
    journal = Journal(Path(settings.journal), settings.journal_days, settings.journal_questions)
    complete = ration(complete, Budget(settings.budget)) if complete else None
    audit = Audit(Path(settings.audit), settings.audit_days)
    entrance = make_entrance(settings, loopback)
    app = create_api(latest, complete, settings, journal, open_to_all=not entrance.login, who=who)
    if entrance.login:
        add_login(app, entrance)
    create_exports(app, who, store, settings)
    open_sources(app, who, store, latest)
    create_files(app, who, settings, audit.note_job)
    close_staff(app)
    filing = f"，备案号{settings.model_filing}" if settings.model_filing else ""
    mount_chat(app, Desk(latest, complete, journal, store, settings.model, days, entrance.login, filing), who, audit)
    app.add_middleware(
        Guard,
        entrance=entrance,
        audit=audit,
        hosts=_listed(settings.hosts),
        origins=_listed(settings.origins),
        lists=app.state.sites.lists,
    )
    return app


def serve(host: str, port: int, say: Callable[[str], None]) -> None:
    """Serve until stopped. Raises RequestError when the port cannot be had, or the errors of an index that fails."""
    keep_small()
    taken = _listen(host, port)
    settings = assistant_settings()
    from assistant.staff.entrance import check_access, make_entrance

    entrance = make_entrance(settings, _is_loopback(host))
    check_access(entrance)
    latest = open_latest()
    _, library = latest()
    library.search("六个行动", ANY)  # a first search, so that whatever is broken is told now and the next one is quick
    import uvicorn

    writer = configured_writer(settings)
    if writer:
        importlib.import_module("openai")  # a second that the first question need not wait for
    app = create_app(latest, writer, settings, _is_loopback(host))

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            shown = "127.0.0.1" if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host  # noqa: S104
            say(f"Ready: open http://{shown}:{taken.getsockname()[1]} in a browser. Ctrl+C stops.")

    if entrance.login and not settings.keys:
        say("No ASSISTANT_KEYS are set: /api/* answers those alone who are logged in.")
    if entrance.login and not settings.proxies:
        say("No ASSISTANT_PROXIES are set: passwords travel unencrypted until a proxy with TLS stands before this.")
    # What goes wrong is logged by the guard; uvicorn itself would print a traceback for every page open at the end.
    # A connection is kept for longer than a busy moment lasts: one that is closed as a question arrives loses it.
    config = uvicorn.Config(
        app,
        log_level="critical",
        proxy_headers=False,
        timeout_graceful_shutdown=2,
        timeout_keep_alive=75,
        server_header=False,
    )
    Server(config).run(sockets=[taken])


def _listen(host: str, port: int) -> socket.socket:
    if not 0 <= port <= 65535:
        raise RequestError(f"{port} is not a port: choose one from 1 to 65535, for example PORT=7861 make run.")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        taken = socket.socket(family, kind, protocol)
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(address)
        taken.listen(128)
    except OSError as error:
        raise RequestError(
            f"Port {port} on {host} cannot be used ({error.strerror}): "
            f"choose another, for example PORT={port + 1} make run."
        ) from None
    return taken


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
