"""The chat page for staff; the only file that imports gradio.

Mounted in our own app, Gradio serves any file of the disk to whoever asks unless `has_launched` is set, and answers
every origin unless the parent app has CORS middleware: both are set here, and the paths that the page does not need are
shut in assistant/serving/guard.py. The chatbot is never an input, so a client cannot hand in a history or a file; whose
conversation it is says the server.
"""

import os

# Read when gradio is imported: without them it reports to its makers at every start.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ.setdefault("HF_HUB_OFFLINE", "1")

import warnings
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from dataclasses import dataclass
from functools import partial
from typing import Any

import gradio
from fastapi import FastAPI
from fastapi import Request as HttpRequest
from starlette.middleware.cors import CORSMiddleware

from assistant.answer import Answer
from assistant.api import told
from assistant.ask import Mode
from assistant.page import message, plain
from assistant.serving.flow import flow
from assistant.staff.audit import Audit
from assistant.staff.desk import Desk, Filters
from assistant.staff.store import new_conversation
from assistant.staff.tab import NOTHING, Tab
from assistant.staff.user import Who
from assistant.staff.words import EN, ZH, Words
from assistant.understand import LONGEST
from index.problem import Problem
from index.terms import load_terms

_LINKED = 10  # earlier questions that an address may bring along
_SIGN = 0.5  # seconds; so long an answer goes on after its tab was left or told to stop
_OFFERED = 3
_SKIP = gradio.skip()
# What is not wanted is shut, and the sheet hides what is shut or empty: Gradio builds a part again when it becomes
# visible, and a part that shall be hidden while it is being built stays in sight.
_SHUT = gradio.update(interactive=False)
_QUIET = {"show_progress": "hidden", "api_visibility": "private"}

Shown = tuple[Any, ...]


def mount_chat(app: FastAPI, desk: Desk, who: Who, audit: Audit) -> None:
    """Mount the page at / of the app, and in English at /en, for those whom `who` knows."""

    def user(request: HttpRequest) -> str | None:
        known = who(request)
        return known.name if known else None

    with warnings.catch_warnings():  # it warns that pages in two languages are not rendered by the server: as we ask
        warnings.simplefilter("ignore", UserWarning)
        _mount(app, _pages(desk, audit), user)
    app.add_middleware(CORSMiddleware, allow_origins=[])


def _mount(app: FastAPI, page: Any, user: Callable[[HttpRequest], str | None]) -> None:
    page.max_threads = 100
    page.queue(api_open=False, max_size=100, default_concurrency_limit=50)
    gradio.mount_gradio_app(
        app,
        page,
        path="/",
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        show_error=False,
        ssr_mode=False,
        mcp_server=False,
        auth_dependency=user,
        allowed_paths=[],
        max_file_size="1kb",
        theme=gradio.themes.Default(
            primary_hue="emerald",
            font=["system-ui", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "sans-serif"],
        ),
        # A stylesheet of its own: rules given as `css` are scoped to Gradio's container and never reach the body.
        head='<link rel="stylesheet" href="/web/page.css"><script type="module" src="/web/page.js"></script>'
        '<link rel="stylesheet" href="/web/session.css"><script src="/web/session.js" defer></script>',
    )
    page.has_launched = True
    # Its loops wake a thousand and a hundred times a second otherwise: 8 % of a core for doing nothing.
    page._queue.sleep_when_free = 0.03
    page._queue.progress_update_sleep_when_free = 1.0  # nothing here tells a progress


def _pages(desk: Desk, audit: Audit) -> Any:
    with gradio.Blocks(title=ZH.title, analytics_enabled=False, fill_width=True) as page:
        _draw(page, _Handlers(desk, audit, ZH))
    with page.route("English", "/en", show_in_navbar=False):
        _draw(page, _Handlers(desk, audit, EN))
    return page


@dataclass(frozen=True)
class _Handlers:
    """What happens on the page in one language. Every handler may be called by anybody with anything: users are told
    by the request, conversations looked up among theirs."""

    desk: Desk
    audit: Audit
    words: Words

    async def respond(
        self, question: str, action: str, region: str, article: str, mode: Mode, tab: Tab, request: gradio.Request
    ) -> AsyncIterator[Shown]:  # fmt: skip
        """Yields (question box, chat, stop button, tools)."""
        question = (question or "").strip()
        self._recall(tab, request)
        shown = plain(question[: LONGEST + 1]) or NOTHING
        if tab.answers(shown):  # Enter was pressed twice
            yield (_SKIP,) * 4
            return
        tab.conversation = conversation = tab.conversation or new_conversation()
        self._break_off(tab)
        epoch = tab.ask(shown, self.words.searching)
        yield "", tab.messages, gradio.update(interactive=self.desk.complete is not None), _SKIP
        try:
            filters = Filters(action or "", region or "", article or "", mode)
            start = partial(self.desk.ask, _user(request), conversation, question, filters)
            made: Answer | None = None
            async with aclosing(flow(start, _SIGN)) as growing:
                async for state in growing:
                    if tab.epoch != epoch:
                        break
                    if state is None:
                        yield (_SKIP,) * 4
                        continue
                    made = state
                    yield _SKIP, tab.say(message(made, self.words, whole=False), whole=False), _SKIP, _SKIP
            if made and tab.epoch == epoch:
                cited = [one.passage.id for one in made.citations]
                self.audit.note(request.request, "page/ask", made.status.value, cited)
                # With the tools comes the address: whoever reloads from now on finds the conversation again.
                yield _SKIP, tab.say(message(made, self.words)), _SHUT, self._tools(conversation)
        except Exception as problem:  # told on the page in a sentence; the rest goes into the log
            if tab.epoch == epoch:
                yield _SKIP, tab.say(plain(told(problem))), _SHUT, _SKIP
        yield (_SKIP,) * 4  # Gradio tells the last of all once more, when something else may be shown already

    def _break_off(self, tab: Tab) -> None:
        tab.break_off(self.words.searching, self.words.stopped)

    def _recall(self, tab: Tab, request: gradio.Request) -> None:
        """A page that outlived the server it came from, or its session there, goes on with what its address names."""
        conversation = request.query_params.get("c")
        if conversation and not tab.epoch:
            tab.begin()
            tab.show(conversation, self._exchanged(conversation, request))

    def _exchanged(self, conversation: str, request: gradio.Request) -> list[tuple[str, str]]:
        """The questions and answers of a conversation of the user's, as messages."""
        turns = self.desk.turns(_user(request), conversation) if conversation else []
        return [(plain(turn.answer.question), message(turn.answer, self.words)) for turn in turns]

    def halt(self, tab: Tab) -> Shown:
        """(chat, stop button)"""
        self._break_off(tab)
        tab.begin()
        return tab.messages, _SHUT

    def after(self, tab: Tab, request: gradio.Request) -> Shown:
        """What follows an answer: (suggestions …, list of conversations, what can be done with this one)."""
        self._recall(tab, request)
        epoch = tab.epoch
        turns = self.desk.turns(_user(request), tab.conversation) if tab.conversation else []
        try:
            offered = self.desk.next_questions(turns[-1].answer, _user(request), tab.conversation) if turns else []
        except Problem:  # the index is being changed; the answer stands without suggestions
            offered = []
        buttons = [
            gradio.update(value=offered[n] if n < len(offered) else "", interactive=n < len(offered))
            for n in range(_OFFERED)
        ]
        beside = *buttons, self._list(tab, request), self._tools(tab.conversation if turns else "")
        return beside if tab.epoch == epoch else (_SKIP,) * len(beside)

    def _tools(self, conversation: str) -> Any:
        if not conversation:
            return ""
        links = (
            f"[{kind}](/staff/conversations/{conversation}.{end})"
            for kind, end in (("Word", "docx"), ("Markdown", "md"))
        )
        return f"{self.words.take}{'　'.join(links)}"

    def find(self, tab: Tab, find: str, request: gradio.Request) -> Any:
        """The user's conversations in which all words of `find` occur; the one that is open is chosen."""
        self._recall(tab, request)
        tab.sought = find or ""
        return self._list(tab, request)

    def _list(self, tab: Tab, request: gradio.Request) -> Any:
        found = [(one.title, one.id) for one in self.desk.conversations(_user(request), tab.sought)]
        chosen = tab.conversation if tab.conversation in {name for _, name in found} else None
        return gradio.update(choices=found, value=chosen)

    def open(self, conversation: str, tab: Tab, request: gradio.Request) -> Shown:
        """A conversation as it was: (chat, stop button, suggestions …, list, tools)."""
        epoch = tab.begin()
        exchanged = self._exchanged(conversation or "", request)
        if tab.epoch == epoch:
            tab.show(conversation, exchanged)
        beside = self.after(tab, request)
        return (tab.messages, _SHUT, *beside) if tab.epoch == epoch else (_SKIP,) * (2 + len(beside))

    def pick(self, tab: Tab, request: gradio.Request, picked: gradio.SelectData) -> Shown:
        """The conversation that was clicked, whatever a search that is still under way makes of the list."""
        return self.open(str(picked.value), tab, request)

    def new(self, tab: Tab, request: gradio.Request) -> Shown:
        """A new conversation; the one before stays in the list."""
        return self.open("", tab, request)

    async def load(self, tab: Tab, request: gradio.Request) -> AsyncIterator[Shown]:
        """What the address says: /?c=CONVERSATION is opened, /?question=… is asked, after each &history=… in turn.

        Yields (chat, stop button, regions, articles, suggestions …, list, tools). The question box is none of them:
        somebody may have typed a question already; and who has asked one already is left with it.
        """
        regions, titles = self.desk.places()
        given = request.query_params
        places = (
            gradio.update(choices=[(self.words.all_regions, ""), *((one, one) for one in regions)]),
            gradio.update(choices=[(self.words.all_articles, ""), *((one, one) for one in titles)]),
        )
        if "c" in given and not tab.epoch:
            chat, stop, *beside = self.open(given["c"], tab, request)
            yield chat, stop, *places, *beside
        else:
            yield _SKIP, _SKIP, *places, *(_SKIP,) * _OFFERED, self.find(tab, "", request), _SKIP
        asked = [*given.getlist("history")[-_LINKED:], *given.getlist("question")[-1:]] if "question" in given else []
        for question in asked:
            async for _, chat, stop, take in self.respond(
                question, given.get("action", ""), "", "", "auto", tab, request
            ):
                yield chat, stop, *(_SKIP,) * (3 + _OFFERED), take
        if asked:
            yield *(_SKIP,) * 4, *self.after(tab, request)
        yield (_SKIP,) * (6 + _OFFERED)

    def rename(self, title: str, tab: Tab, request: gradio.Request) -> Shown:
        """(list, name box)"""
        self._recall(tab, request)
        self.desk.store.rename(_user(request), tab.conversation, title or "")
        return self._list(tab, request), ""

    def delete(self, tab: Tab, request: gradio.Request) -> Shown:
        """(undo button, and what `open` gives)"""
        self._recall(tab, request)
        tab.deleted = tab.conversation
        self.desk.store.delete(_user(request), tab.deleted)
        return gradio.update(interactive=bool(tab.deleted)), *self.open("", tab, request)

    def restore(self, tab: Tab, request: gradio.Request) -> Shown:
        """(undo button, and what `open` gives)"""
        self.desk.store.restore(_user(request), tab.deleted)
        return _SHUT, *self.open(tab.deleted, tab, request)


def _user(request: gradio.Request) -> str:
    """Who sent a request: nobody gets here without a name, a server that asks for no login calls all by the same."""
    if not request.username:
        raise PermissionError("A request without a user reached the page.")
    return str(request.username)


def _draw(page: Any, on: _Handlers) -> None:
    """Lay the page out and say what follows what."""
    desk, words = on.desk, on.words
    tab = gradio.State(Tab())
    how = words.writing if desk.complete else words.quoting
    model = f"（{plain(desk.model + desk.filing)}）" if desk.complete and desk.model else ""
    tools = "　".join(f"[{name}]({place})" for name, place in words.tools if desk.login or place != "#logout")
    with gradio.Row(elem_id="head"):
        gradio.Markdown(f"# {words.title}\n\n{how.format(model=model)}{plain(words.how_to_open)}", elem_id="top")
        gradio.Markdown(tools, elem_id="tools")
    with gradio.Row(elem_id="columns"):
        with gradio.Column(scale=1, min_width=220, elem_id="kept"):
            gradio.Markdown(f"## {words.conversations}")
            new = gradio.Button(words.new, elem_id="new")
            find = gradio.Textbox(label=words.find, lines=1, elem_id="find")
            listed = gradio.Radio([], label=words.conversations, show_label=False, elem_id="list", interactive=True)
            take = gradio.Markdown("", elem_id="take")
            with gradio.Accordion(words.this_one, open=False, elem_id="this"):
                title = gradio.Textbox(label=words.new_title, lines=1, submit_btn=words.rename, elem_id="title")
                delete = gradio.Button(words.delete, size="sm", elem_id="delete")
            undo = gradio.Button(words.undo, size="sm", interactive=False, elem_id="undo")
            gradio.Markdown(words.kept.format(days=desk.days), elem_id="days")
        with gradio.Column(scale=3, min_width=300, elem_id="talk"):
            chat = gradio.Chatbot(
                label=words.chat,
                show_label=False,
                height="calc(100vh - 25rem)",
                min_height=360,
                buttons=[],
                feedback_options=None,
                latex_delimiters=[],
                allow_tags=False,
                allow_file_downloads=False,
                layout="bubble",
                placeholder=words.empty_chat,
                examples=[{"text": example} for example in words.examples],
                elem_id="chat",
            )
            with gradio.Row(elem_id="follow"):
                offers = [gradio.Button("", size="sm", interactive=False) for _ in range(_OFFERED)]
            question = gradio.Textbox(
                label=words.question,
                placeholder=words.placeholder,
                lines=1,
                submit_btn=words.ask,
                elem_id="question",
            )
            stop = gradio.Button(words.stop, interactive=False, elem_id="stop")
            called = dict(words.names)
            actions = [(called.get(one.name, one.name), one.name) for one in load_terms().actions]
            action = gradio.Radio([(words.all_actions, ""), *actions], value="", label=words.action, elem_id="action")
            with gradio.Accordion(words.more, open=False, elem_id="more"):
                region = gradio.Dropdown([(words.all_regions, "")], value="", label=words.region, filterable=False)
                article = gradio.Dropdown([(words.all_articles, "")], value="", label=words.article, filterable=False)
                mode = gradio.Radio(
                    list(words.modes), value="auto", label=words.mode, visible=desk.complete is not None, elem_id="mode"
                )
        with gradio.Column(scale=2, min_width=280, elem_id="panel"):
            gradio.Markdown(f"## {words.panel}", elem_id="panel-title")
            gradio.Markdown(words.empty_panel, elem_id="no-source")
    inputs = [question, action, region, article, mode, tab]
    answered = [question, chat, stop, take]
    beside = [*offers, listed, take]
    opened = [chat, stop, *beside]
    # Nothing is cancelled by Gradio, whose page does so too late, and which ignores a question asked until it has.
    at_once: dict[str, Any] = {"trigger_mode": "multiple", **_QUIET}
    # Of conversations or letters that follow each other quickly only the last counts.
    last: dict[str, Any] = {"trigger_mode": "always_last", **_QUIET}
    asking = [
        question.submit(on.respond, inputs, answered, **at_once),
        chat.example_select(_picked, None, question, **_QUIET).then(on.respond, inputs, answered, **at_once),
        *(
            offer.click(str, offer, question, **_QUIET).then(on.respond, inputs, answered, **at_once)
            for offer in offers
        ),
        stop.click(on.halt, tab, [chat, stop], **_QUIET),
    ]
    for asked in asking:
        asked.then(on.after, tab, beside, **last)
    page.load(on.load, tab, [chat, stop, region, article, *beside], **_QUIET)
    listed.select(on.pick, tab, opened, **last)
    gradio.on([find.change, find.submit], on.find, [tab, find], listed, **last)
    title.submit(on.rename, [title, tab], [listed, title], **_QUIET)
    delete.click(on.delete, tab, [undo, *opened], **_QUIET)
    undo.click(on.restore, tab, [undo, *opened], **_QUIET)
    new.click(on.new, tab, opened, **_QUIET)


def _picked(event: gradio.SelectData) -> str:
    return str(event.value["text"])
