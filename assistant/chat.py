"""The chat page for staff; the only file that imports gradio.

Mounted in our own app, Gradio serves any file of the disk to whoever asks unless `has_launched` is set, and answers
every origin unless the parent app has CORS middleware: both are set here, and the paths that the page does not need are
shut in assistant/guard.py. The chatbot is never an input, so a client cannot hand in a history or a file.
"""

import os

# Read when gradio is imported: without them it reports to its makers at every start.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ.setdefault("HF_HUB_OFFLINE", "1")

from collections.abc import AsyncIterator
from contextlib import aclosing
from functools import partial
from typing import Any

import gradio
from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from assistant.answer import Answer
from assistant.api import told
from assistant.ask import Request, serve_reply
from assistant.endpoint import Writer
from assistant.flow import flow
from assistant.journal import Journal
from assistant.library import Latest
from assistant.page import EMPTY_PANEL, message, plain, sources
from assistant.understand import LONGEST
from index.terms import load_terms

TITLE = "六个行动问答"
ALL = "全部行动"
EXAMPLES = (
    "呼和浩特2025年要谋划实施多少个项目，年度计划投资多少？",
    "助企行动实施方案围绕几个方向，有多少项措施？",
    "2025年呼和浩特城镇新增就业的目标是多少？",
    "节水行动的“四减”是哪四减？",
    "内蒙古有几个对外开放口岸，边境线多长？",
    "怎样打造“博物馆之城”？",
)
_LINKED = 10  # earlier questions that an address may bring along
_KEPT = 20  # answers whose sources stay in the panel
_SIGN = 1.0  # seconds; Gradio looks whether the tab is still there whenever something is yielded
_SEARCHING, _STOPPED = "正在查找原文……", "（已停止。）"

Message = dict[str, str]


def mount_chat(app: FastAPI, latest: Latest, complete: Writer | None, journal: Journal) -> None:
    """Mount the page at / of the app."""
    page = _page(latest, complete, journal)
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
        allowed_paths=[],
        max_file_size="1kb",
        theme=gradio.themes.Default(font=["system-ui", "Noto Sans CJK SC", "Microsoft YaHei", "sans-serif"]),
        # A stylesheet of its own: rules given as `css` are scoped to Gradio's container and never reach the body.
        head='<link rel="stylesheet" href="/web/page.css"><script src="/web/page.js" defer></script>',
    )
    page.has_launched = True
    # Its polling loop wakes a thousand times a second otherwise: 6 % of a core for doing nothing.
    page._queue.sleep_when_free = 0.02
    app.add_middleware(CORSMiddleware, allow_origins=[])


def _page(latest: Latest, complete: Writer | None, journal: Journal) -> Any:
    async def respond(
        question: str, action: str, messages: list[Message], answers: list[Answer]
    ) -> AsyncIterator[tuple[Any, ...]]:
        """Yields (question box, chat, messages, answers, panel, stop button).

        The messages are told each time as they are shown: who stops goes on from what was seen.
        """
        question = (question or "").strip()
        asked: Message = {"role": "user", "content": plain(question[: LONGEST + 1]) or "（空）"}
        shown = [*messages, asked]
        done = [*shown, {"role": "assistant", "content": _SEARCHING}]
        yield "", done, done, answers, gradio.skip(), gradio.update(visible=complete is not None)
        history = [answer.question for answer in answers if not answer.status.startswith("error_")]
        try:
            request = Request(question=question, history=history, action="" if action == ALL else action)
            keep = partial(journal.keep, history=history, action=request.action)
            start = partial(serve_reply, request, latest, complete, keep)
            async with aclosing(flow(start, _SIGN)) as growing:
                async for made in growing:
                    if made is None:
                        yield (gradio.skip(),) * 6
                        continue
                    kept = [*answers, made][-_KEPT:]
                    done = [*shown, {"role": "assistant", "content": message(made)}]
                    yield gradio.skip(), done, done, kept, sources(kept), gradio.skip()
        except Exception as problem:  # told on the page in a sentence; the rest goes into the log
            done = [*shown, {"role": "assistant", "content": plain(told(problem))}]
            yield gradio.skip(), done, done, gradio.skip(), gradio.skip(), gradio.skip()
        if complete:
            yield *(gradio.skip(),) * 5, gradio.update(visible=False)

    def halt(messages: list[Message]) -> tuple[Any, ...]:
        """What was shown stays; the request was ended before this is called."""
        if messages and messages[-1]["role"] == "assistant":
            last = messages[-1]["content"]
            told_ = _STOPPED if last == _SEARCHING else f"{last}\n\n{_STOPPED}"
            messages = [*messages[:-1], {"role": "assistant", "content": told_}]
        return messages, messages, gradio.update(visible=False)

    async def linked(request: gradio.Request) -> AsyncIterator[tuple[Any, ...]]:
        """Ask what the page's address asks: /?question=…, after each &history=… in turn.

        The question box is none of its outputs, and with nothing to ask nothing is touched: somebody may have typed
        a question already, and a generator that yields nothing would empty every output.
        """
        yield (gradio.skip(),) * 5
        given = request.query_params
        asked = [*given.getlist("history")[-_LINKED:], *given.getlist("question")[-1:]] if "question" in given else []
        messages: list[Message] = []
        answers: list[Answer] = []
        for question in asked:
            async for shown in respond(question, given.get("action", ALL), messages, answers):
                yield shown[1:]
                # What is left as it was (gradio.skip) is no list.
                messages = shown[2] if isinstance(shown[2], list) else messages
                answers = shown[3] if isinstance(shown[3], list) else answers

    def clear() -> tuple[Any, ...]:
        return "", [], [], [], EMPTY_PANEL, gradio.update(visible=False)

    def pick(event: gradio.SelectData) -> str:
        return str(event.value["text"])

    with gradio.Blocks(title=TITLE, analytics_enabled=False, fill_width=True) as page:
        messages, answers = gradio.State([]), gradio.State([])
        how = "回答由语言模型依据收录文章生成，每句话都先与原文核对" if complete else "回答只用收录文章的原话"
        gradio.Markdown(f"# {TITLE}\n\n{how}，点击 \\[1\\] 查看出处。", elem_id="top")
        with gradio.Row(elem_id="columns"):
            with gradio.Column(scale=3, min_width=300):
                chat = gradio.Chatbot(
                    label="对话",
                    show_label=False,
                    height="56vh",
                    buttons=["copy"],
                    feedback_options=None,
                    latex_delimiters=[],
                    allow_tags=False,
                    allow_file_downloads=False,
                    layout="bubble",
                    placeholder="可以这样问：",
                    examples=[{"text": example} for example in EXAMPLES],
                    elem_id="chat",
                )
                question = gradio.Textbox(
                    label="问题",
                    placeholder="请输入问题，按回车提问",
                    lines=1,
                    submit_btn="提问",
                    autofocus=True,
                    elem_id="question",
                )
                stop = gradio.Button("停止", visible=False, elem_id="stop")
                action = gradio.Dropdown(
                    choices=[ALL, *(term.name for term in load_terms().actions)],
                    value=ALL,
                    label="只查某个行动",
                    filterable=False,
                    elem_id="action",
                )
            with gradio.Column(scale=2, min_width=280, elem_id="panel"):
                gradio.Markdown("## 原文", elem_id="panel-title")
                panel = gradio.Markdown(EMPTY_PANEL, elem_id="sources", latex_delimiters=[])
        outputs = [question, chat, messages, answers, panel, stop]
        inputs = [question, action, messages, answers]
        quiet = {"show_progress": "hidden", "api_visibility": "private"}
        running = [
            question.submit(respond, inputs, outputs, **quiet),
            chat.example_select(pick, None, question, **quiet).then(respond, inputs, outputs, **quiet),
            page.load(linked, None, outputs[1:], **quiet),
        ]
        stop.click(halt, [messages], [chat, messages, stop], cancels=running, **quiet)
        chat.clear(clear, None, outputs, cancels=running, **quiet)
    return page
