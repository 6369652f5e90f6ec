"""The login page: a form that works without JavaScript, in Chinese and in English."""

import math
from dataclasses import dataclass
from html import escape
from typing import Literal
from urllib.parse import urlencode

Language = Literal["zh", "en"]
Told = Literal["", "wrong", "locked", "empty", "busy", "broken"]


@dataclass(frozen=True, slots=True)
class Form:
    """What the page shows: the `name` typed, where to go on to (`after`), what went wrong, for how many seconds."""

    language: Language = "zh"
    after: str = "/"
    name: str = ""
    told: Told = ""
    wait: float = 0.0


_TEXTS = {
    "zh": {
        "lang": "zh-CN",
        "title": "登录",
        "product": "六个行动问答",
        "lead": "请用管理员为您开通的帐号登录。",
        "name": "用户名",
        "password": "密码",
        "submit": "登录",
        "other": "English",
        "forgotten": "忘记密码请联系管理员重设。",
        "wrong": "用户名或密码不对，请检查后再试。",
        "locked": "登录失败次数过多，请在 {wait} 后再试。",
        "empty": "请填写用户名和密码。",
        "busy": "现在登录的人较多，请过一会儿再试。",
        "broken": "现在不能登录，请联系管理员查看服务日志。",
        "in": "您已登录：",
        "go": "继续使用",
        "out": "退出登录",
        "error": "没有登录成功",
    },
    "en": {
        "lang": "en",
        "title": "Log in",
        "product": "Six Actions Assistant",
        "lead": "Log in with the account that your administrator made for you.",
        "name": "User name",
        "password": "Password",
        "submit": "Log in",
        "other": "中文",
        "forgotten": "Forgot your password? Ask your administrator to set a new one.",
        "wrong": "The user name or the password is wrong. Check both and try again.",
        "locked": "Too many failed tries. Try again in {wait}.",
        "empty": "Fill in the user name and the password.",
        "busy": "Many people are logging in just now. Try again in a moment.",
        "broken": "Nobody can log in at present. Ask your administrator to look at the log.",
        "in": "You are logged in as ",
        "go": "Continue",
        "out": "Log out",
        "error": "Not logged in",
    },
}


def render_form(form: Form) -> str:
    """The page for somebody who is not logged in."""
    texts = _TEXTS[form.language]
    alert, marked, first, second = "", "", " autofocus", ""
    if form.told:
        told = texts[form.told].format(wait=_duration(form.wait, form.language))
        alert = f'<p class="alert" role="alert" id="told">{escape(told)}</p>'
        if form.told in ("wrong", "empty"):
            marked = ' aria-invalid="true" aria-describedby="told"'
        first, second = ("", " autofocus") if form.name else (first, second)
    return _page(
        form,
        f"""<p>{texts["lead"]}</p>
{alert}
<form method="post" action="/login">
<label for="name">{texts["name"]}</label>
<input id="name" name="name" value="{escape(form.name)}" autocomplete="username" autocapitalize="none"
 spellcheck="false" maxlength="64" required{marked}{first}>
<label for="password">{texts["password"]}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required{marked}{second}>
<input type="hidden" name="next" value="{escape(form.after)}">
<input type="hidden" name="lang" value="{form.language}">
<button type="submit">{texts["submit"]}</button>
</form>
<p class="aside">{texts["forgotten"]}</p>""",
        texts["error"] if form.told else "",
    )


def render_inside(form: Form, may_leave: bool) -> str:
    """The page for somebody who is logged in: on to where they were going, or out."""
    texts = _TEXTS[form.language]
    out = f'<form method="post" action="/logout?lang={form.language}">'
    out += f'<button type="submit" class="quiet">{texts["out"]}</button></form>'
    return _page(
        form,
        f"""<p>{texts["in"]}<strong>{escape(form.name)}</strong></p>
<p><a class="button" href="{escape(form.after)}">{texts["go"]}</a></p>
{out if may_leave else ""}""",
    )


def _page(form: Form, content: str, error: str = "") -> str:
    texts = _TEXTS[form.language]
    other: Language = "en" if form.language == "zh" else "zh"
    switch = escape("/login?" + urlencode({"lang": other, "next": form.after}))
    title = " · ".join(part for part in (error, texts["title"], texts["product"]) if part)
    return f"""<!doctype html>
<html lang="{texts["lang"]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/web/login.css">
</head>
<body>
<main>
<p class="product">{texts["product"]}</p>
<h1>{texts["title"]}</h1>
{content}
</main>
<footer><a href="{switch}" lang="{_TEXTS[other]["lang"]}">{texts["other"]}</a></footer>
</body>
</html>
"""


def _duration(seconds: float, language: Language) -> str:
    """A time to wait in words, rounded up."""
    if seconds <= 60:
        count, unit = max(1, math.ceil(seconds)), "second"
    else:
        count, unit = math.ceil(seconds / 60), "minute"
    if language == "zh":
        return f"{count} {'秒' if unit == 'second' else '分钟'}"
    return f"{count} {unit}{'s' if count > 1 else ''}"
