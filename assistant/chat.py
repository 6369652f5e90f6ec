"""The chat page for staff; the only file that imports gradio.

Mounted in our own app, Gradio serves any file of the disk to whoever asks unless `has_launched` is set, and answers
every origin unless the parent app has CORS middleware: both are set here, and the paths that the page does not need are
shut in assistant/guard.py. The chatbot is never an input, so a client cannot hand in a history or a file.
"""

import os

# Read when gradio is imported: without them it reports to its makers at every start.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ.setdefault("HF_HUB_OFFLINE", "1")

from collections.abc import Iterator
from typing import Any

import gradio
from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from assistant.answer import Answer
from assistant.api import told
from assistant.ask import Request, reply
from assistant.generate import Complete
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

Message = dict[str, str]


def mount_chat(app: FastAPI, latest: Latest, complete: Complete | None, journal: Journal) -> None:
    """Mount the page at / of the app."""
    page = _page(latest, complete, journal)
    page.max_threads = 100
    page.queue(api_open=False, max_size=100, default_concurrency_limit=10)
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


def _page(latest: Latest, complete: Complete | None, journal: Journal) -> Any:
    def respond(
        question: str, action: str, messages: list[Message], answers: list[Answer]
    ) -> Iterator[tuple[Any, ...]]:
        """Yields (question box, chat, messages, answers, panel)."""
        question = (question or "").strip()
        asked: Message = {"role": "user", "content": plain(question[: LONGEST + 1]) or "（空）"}
        shown = [*messages, asked]
        yield "", [*shown, {"role": "assistant", "content": "正在查找原文……"}], messages, answers, gradio.skip()
        history = [answer.question for answer in answers if not answer.status.startswith("error_")]
        try:
            request = Request(question=question, history=history, action="" if action == ALL else action)
            made = reply(request, latest()[1], complete)
            journal.keep(made, history, request.action)
        except Exception as problem:  # told on the page in a sentence; the rest goes into the log
            done = [*shown, {"role": "assistant", "content": plain(told(problem))}]
            yield gradio.skip(), done, done, answers, gradio.skip()
            return
        answers = [*answers, made][-_KEPT:]
        done = [*shown, {"role": "assistant", "content": message(made)}]
        yield gradio.skip(), done, done, answers, sources(answers)

    def linked(request: gradio.Request) -> Iterator[tuple[Any, ...]]:
        """Ask what the page's address asks: /?question=…, after each &history=… in turn.

        The question box is none of its outputs, and with nothing to ask nothing is touched: somebody may have typed
        a question already, and a generator that yields nothing would empty every output.
        """
        yield (gradio.skip(),) * 4
        given = request.query_params
        asked = [*given.getlist("history")[-_LINKED:], *given.getlist("question")[-1:]] if "question" in given else []
        messages: list[Message] = []
        answers: list[Answer] = []
        for question in asked:
            for shown in respond(question, given.get("action", ALL), messages, answers):
                yield shown[1:]
            messages, answers = shown[2], shown[3]

    def clear() -> tuple[Any, ...]:
        return "", [], [], [], EMPTY_PANEL

    def pick(event: gradio.SelectData) -> str:
        return str(event.value["text"])

    with gradio.Blocks(title=TITLE, analytics_enabled=False, fill_width=True) as page:
        messages, answers = gradio.State([]), gradio.State([])
        gradio.Markdown(f"# {TITLE}\n\n回答只用收录文章的原话，点击 \\[1\\] 查看出处。", elem_id="top")
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
        outputs = [question, chat, messages, answers, panel]
        inputs = [question, action, messages, answers]
        question.submit(respond, inputs, outputs, show_progress="hidden", api_visibility="private")
        chat.example_select(pick, None, question, api_visibility="private").then(
            respond, inputs, outputs, show_progress="hidden", api_visibility="private"
        )
        page.load(linked, None, outputs[1:], show_progress="hidden", api_visibility="private")
        chat.clear(clear, None, outputs, show_progress="hidden", api_visibility="private")
    return page
