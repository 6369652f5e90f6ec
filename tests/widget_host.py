"""A bureau's own web site, as small as can be: pages on another origin, with the strictest policy there is; and a
citizen's visit to it.
"""

import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

STRICT = (
    "default-src 'none'; script-src {service}; frame-src {service}; style-src 'self'; "
    "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
)
PAGE = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>某某局</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/host.css">
<script src="{service}/widget.js" data-site="{site}" {options} defer></script></head>
<body><h1>某某局</h1><p id="first">网站原有的内容。</p><div id="tall">{tall}</div>
<footer>页脚：联系电话</footer></body></html>"""
# What bureau sites do to whatever they did not expect.
CSS = "div, button, iframe { display: none } #tall { display: block; white-space: pre } footer { height: 90px }"


@dataclass
class Host:
    """A site that runs until it is left; `options` are attributes of its script tag."""

    name: str = "127.0.0.1"
    site: str = "bureau"
    service: str = ""
    options: str = ""
    policy: str = STRICT
    tall: str = "\n" * 60
    seen: list[str] = field(default_factory=list)

    def __enter__(self) -> "Host":
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.seen.append(self.path)
                page = PAGE.format(service=outer.service, site=outer.site, options=outer.options, tall=outer.tall)
                kind, body = ("text/css", CSS) if self.path == "/host.css" else ("text/html", page)
                self.send_response(200)
                self.send_header("content-type", f"{kind}; charset=utf-8")
                self.send_header("content-security-policy", outer.policy.format(service=outer.service))
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def origin(self) -> str:
        """Where it stands."""
        return f"http://{self.name}:{self._server.server_address[1]}"


SITES = "sites:\n  bureau:\n    origins: [{origin}]\n    name: 某某局问答\n    enabled: {enabled}\n"


class Visit:
    """A citizen's tab. The button stands in a closed shadow root: it is reached by its place, or by the Tab key."""

    def __init__(self, context: Any, address: str) -> None:
        self.context = context
        self.tab = context.pages[0] if context.pages else context.new_page()
        self.said: list[str] = []  # errors of the console
        self.tab.on("console", lambda m: self.said.append(m.text) if m.type == "error" else None)
        self.tab.on("pageerror", lambda error: self.said.append(str(error)))
        self.tab.goto(address)
        self.width, self.height = (self.tab.viewport_size[side] for side in ("width", "height"))

    def press(self) -> None:
        """Click the button."""
        self.tab.mouse.click(self.width - 140, self.height - 40)

    @property
    def frame(self) -> Any:
        """The widget's page, once it is there."""
        deadline = time.monotonic() + 15
        while time.monotonic() < deadline:
            for frame in self.tab.frames:
                if "/widget?" in frame.url:
                    return frame
            self.tab.wait_for_timeout(50)
        raise AssertionError("the widget did not open")

    def open(self) -> Any:
        """Click the button; the widget's page when it can be used."""
        self.press()
        self.frame.locator(".examples button").first.wait_for()
        return self.frame

    def ask(self, question: str) -> Any:
        """Ask, and give the block of the answer when it is whole or has failed."""
        before = self.frame.locator(".answer").count()
        self.frame.locator("#question").fill(question)
        self.frame.locator("#question").press("Enter")
        answer = self.frame.locator(".answer").nth(before)
        answer.locator(".offers, .ended").first.wait_for()
        return answer

    def focused(self) -> str:
        """The element of the host page that has the focus."""
        return str(self.tab.evaluate("document.activeElement.localName"))

    def closes(self) -> bool:
        """Whether the window at last no longer covers the page: its message takes a moment."""
        for _ in range(100):
            if not self.over(10, 10):
                return True
            self.tab.wait_for_timeout(50)
        return False

    def over(self, x: float, y: float) -> bool:
        """Whether the widget lies over a point of the window."""
        return bool(
            self.tab.evaluate("([x, y]) => document.elementFromPoint(x, y).localName === 'six-actions'", [x, y])
        )
