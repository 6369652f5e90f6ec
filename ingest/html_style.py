"""Which text of a web page its style hides from a reader: inline styles, and <style> rules with a simple selector."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Rules = Mapping[str, dict[str, str]]  # ".class", "#id" or "tag.class" -> declarations

_MAX_CSS = 500_000  # characters; what a page says beyond is not read
_SIMPLE = re.compile(r"[a-z0-9]*[.#][\w-]+", re.IGNORECASE)
_COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|rgba?\([^)]*\)|\b[a-z]{3,}\b")
_LENGTH = re.compile(r"(-?\d*\.?\d+)(px|pt|em|rem|vw|vh|%)?")
_NO_COLOUR = {"none", "initial", "unset", "inherit", "transparent", "repeat", "scroll", "auto", "currentcolor"}
_FAR = -500  # px, and in em a hundredth of it: text is moved out of the window
_TINY = 2  # px: nobody reads that


@dataclass(frozen=True, slots=True)
class Look:
    """How text in an element looks, as far as children inherit it."""

    white: bool = False
    backed: bool = False  # there is something other than white behind the text
    tiny: bool = False
    unseen: bool = False
    shifted: bool = False

    @property
    def shown(self) -> bool:
        """Whether a reader sees the text."""
        return not (self.tiny or self.unseen or self.shifted or (self.white and not self.backed))


def read_rules(tree: Any) -> Rules:
    """The rules of the page's <style> elements; those inside @media and the like may not hold and are left out."""
    rules: dict[str, dict[str, str]] = {}
    css = re.sub(r"/\*.*?(?:\*/|$)", "", "".join(text or "" for text in _styles(tree))[:_MAX_CSS], flags=re.DOTALL)
    depth = start = 0
    selectors = ""
    for brace in re.finditer(r"[{}]", css):
        text = css[start : brace.start()]
        start = brace.end()
        if brace[0] == "{":
            depth += 1
            selectors = text if depth == 1 else ""
            continue
        depth = max(0, depth - 1)
        for selector in selectors.split(",") if depth == 0 else ():
            if _SIMPLE.fullmatch(selector.strip()):
                rules.setdefault(selector.strip(), {}).update(_declarations(text))
        selectors = ""
    return rules


def style_of(element: Any, rules: Rules) -> dict[str, str]:
    """The declarations that hold for an element: by class, then by id, then its own."""
    style: dict[str, str] = {}
    names = [f".{name}" for name in element.get("class", "").split()]
    if identity := element.get("id"):
        names.append(f"#{identity}")
    for name in names if rules else ():
        style |= rules.get(name, {}) | rules.get(f"{element.tag}{name}", {})
    if colour := element.get("color"):
        style["color"] = colour.lower()
    if colour := element.get("bgcolor"):
        style["background-color"] = colour.lower()
    return style | _declarations(element.get("style", ""))


def is_removed(element: Any, style: Mapping[str, str]) -> bool:
    """Whether the element and all in it cannot be seen, whatever its children say."""
    if style.get("display") == "none" or "hidden" in element.attrib or _number(style.get("opacity", "")) == 0:
        return True
    if style.get("position") in ("absolute", "fixed") and (
        any(_is_far(style.get(side, "")) for side in ("left", "top", "right", "bottom"))
        or re.match(r"rect\(\s*(?:0|1px)", style.get("clip", ""))
    ):
        return True
    clipped = style.get("overflow", style.get("overflow-y", "")) in ("hidden", "clip")
    sides = ("height", "width", "max-height", "max-width")
    return _is_far(style.get("margin-left", "")) or (
        clipped and any(_number(style.get(side, "")) in (0, 1) and "%" not in style[side] for side in sides)
    )


def inherit(parent: Look, style: Mapping[str, str]) -> Look:
    """The look of an element's text, from its parent's and its own style."""
    if not style:
        return parent
    size = _number(style.get("font-size", ""))
    behind = " ".join(style.get(key, "") for key in ("background", "background-color", "background-image"))
    return Look(
        white=_is_white(style["color"]) if style.get("color", "inherit") != "inherit" else parent.white,
        backed=_backs(behind, parent.backed),
        tiny=parent.tiny if size is None else _pixels(style["font-size"]) < _TINY,
        unseen=style.get("visibility", "hidden" if parent.unseen else "") in ("hidden", "collapse"),
        shifted=_is_far(style["text-indent"]) if "text-indent" in style else parent.shifted,
    )


def look_of(element: Any, rules: Rules) -> Look:
    """The look that an element inherits from those around it."""
    look = Look()
    for ancestor in reversed(list(element.iterancestors())):
        look = inherit(look, style_of(ancestor, rules))
    return look


def _styles(tree: Any) -> list[str]:
    return [element.text for element in tree.iter("style")]


def _declarations(text: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in text.lower().split(";") if ":" in part)
    return {name.strip(): value.replace("!important", "").strip() for name, _, value in pairs}


def _number(value: str) -> float | None:
    match = _LENGTH.match(value)
    return float(match[1]) if match else None


def _pixels(value: str) -> float:
    match = _LENGTH.match(value)
    if match is None:
        return 16
    return float(match[1]) * {"em": 16, "rem": 16, "%": 0.16, "pt": 1.33}.get(match[2] or "", 1)


def _is_far(value: str) -> bool:
    match = _LENGTH.match(value)
    limit = _FAR / 100 * 3 if match and match[2] in ("em", "rem") else -100 if match and match[2] == "%" else _FAR
    return match is not None and float(match[1]) <= limit


def _channels(colour: str) -> Sequence[float]:
    """Red, green, blue and perhaps alpha, as written; empty for a name."""
    if re.fullmatch(r"#[0-9a-f]{3,8}", colour):
        digits = colour[1:] if len(colour) > 5 else "".join(2 * digit for digit in colour[1:])
        return [int(digits[at : at + 2], 16) for at in range(0, len(digits) - 1, 2)][:3]
    return [float(part) for part in re.findall(r"\d*\.?\d+", colour)] if colour.startswith("rgb") else []


def _is_white(colour: str) -> bool:
    channels = _channels(colour)
    if len(channels) == 4 and channels[3] == 0:
        return True
    return colour in ("white", "transparent") or (len(channels) >= 3 and min(channels[:3]) >= 250)


def _backs(background: str, inherited: bool) -> bool:
    if "url(" in background or "gradient" in background:
        return True
    for colour in _COLOUR.findall(background):
        channels = _channels(colour)
        if colour in _NO_COLOUR or colour.startswith("no-") or (len(channels) == 4 and channels[3] == 0):
            continue
        return min(channels[:3]) < 200 if channels else colour not in ("white", "snow", "ivory")
    return inherited
