"""The widget works in browsers of 2019: its scripts are ECMAScript 2019, its sheets ask for nothing younger.

esprima parses what is younger too and has no level to be set, so that what came after 2019 is named here.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import esprima
import pytest

from assistant.widget.pages import script, sheet

WIDGET = Path(__file__).parents[1] / "assistant" / "widget"
SCRIPTS = sorted(path.name for path in WIDGET.glob("*.js"))
SHEETS = sorted(path.name for path in WIDGET.glob("*.css"))
# Nodes of the tree that no program of 2019 has.
NODES = {"ChainExpression", "FieldDefinition", "PropertyDefinition", "PrivateIdentifier", "StaticBlock", "Import"}
NODES |= {"ImportExpression", "MetaProperty"}
OPERATORS = {"??", "??=", "||=", "&&="}
METHODS = {"at", "replaceAll", "matchAll", "allSettled", "any", "hasOwn", "findLast", "findLastIndex", "toSorted"}
METHODS |= {"toReversed", "toSpliced", "with", "groupBy", "withResolvers", "replaceChildren", "randomUUID", "fromAsync"}
METHODS |= {"checkVisibility", "showPopover", "inert", "isWellFormed", "toWellFormed"}
GLOBALS = {"structuredClone", "globalThis", "queueMicrotask", "WeakRef", "AggregateError", "BigInt"}
GLOBALS |= {"requestIdleCallback"}  # which Safari has not
SAFARI = r"\(\?<[=!]"  # lookbehind, which is of 2018: Safari has it since 2023


def younger(source: str) -> list[str]:
    """What in a script is younger than ECMAScript 2019. Raises esprima.Error for what is no script at all."""
    return sorted(set(_younger(esprima.parseScript(source).toDict())))


def _younger(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for one in node:
            yield from _younger(one)
    if not isinstance(node, dict):
        return
    kind, name = node.get("type"), node.get("name")
    if kind in NODES:
        yield str(kind)
    if kind in ("LogicalExpression", "AssignmentExpression") and node["operator"] in OPERATORS:
        yield node["operator"]
    if kind == "Identifier" and name in GLOBALS:
        yield str(name)
    if kind == "MemberExpression" and not node["computed"] and node["property"].get("name") in METHODS | GLOBALS:
        yield str(node["property"]["name"])
    if kind == "Literal" and "regex" in node:
        if set(node["regex"]["flags"]) - set("gimsuy") or re.search(SAFARI, node["regex"]["pattern"]):
            yield node["raw"]
    elif kind == "Literal" and re.match(r"[\d.]\S*[_n]", node["raw"]) and not node["raw"].startswith("0x"):
        yield node["raw"]
    for value in node.values():
        yield from _younger(value)


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_are_of_2019(name: str) -> None:
    assert younger((WIDGET / name).read_text("utf-8")) == []
    assert younger(script(name)) == []


def test_all_scripts_are_looked_at() -> None:
    assert {"widget.js", "frame.js", "ask.js", "answer.js", "source.js", "page.js"} <= set(SCRIPTS)


YOUNGER = ["a?.b", "a?.[0]", "a?.()", "a ?? b", "a ??= b", "a ||= b", "a &&= b", "x.at(-1)", "'a'.replaceAll('a', 'b')"]
YOUNGER += ["structuredClone(a)", "class A { x = 1 }", "class A { static x }", "class A { #x; y() { return this.#x } }"]
YOUNGER += ["class A { static { f() } }", "import('x')", "10n", "1_000", "/a/d", "/a/v", "/(?<=a)b/", "Promise.any(a)"]
YOUNGER += ["globalThis.x", "Promise.allSettled(a)", "a.findLast(f)", "Object.hasOwn(a, 'b')", "a.replaceChildren()"]


@pytest.mark.parametrize("sample", YOUNGER)
def test_what_is_younger_is_found(sample: str) -> None:
    assert younger(f"function f() {{ return [0, {sample}]; }}" if not sample.startswith("class") else sample)


@pytest.mark.parametrize("sample", ["a..b", "let = ;", "async () => { for await x }", "await x", "export const a = 1"])
def test_what_is_no_script_is_refused(sample: str) -> None:
    with pytest.raises(esprima.Error):
        younger(sample)


OF_2019 = ["try { f() } catch { g() }", "({ ...a, b: [...c] })", "[[1]].flat()", "a ** b", "async () => { await x }"]
OF_2019 += ["/(?<n>a)/su", "Object.fromEntries(a)", "(at, any) => at + any", "`x${a}`", "0xf00d"]
OF_2019 += ["class A extends B { static f() {} }"]


@pytest.mark.parametrize("sample", OF_2019)
def test_what_is_of_2019_is_allowed(sample: str) -> None:
    assert younger(f"x = {sample}" if not sample.startswith(("try", "class")) else sample) == []


# A property or selector that browsers of 2019 do not know, and that is not merely passed over.
SHEET = re.compile(
    r":(?:has|is|where|focus-visible)\b|\binset\s*:|aspect-ratio|@layer|@container|@property|color-mix|\boklch|"
    r"\b(?:min|max|clamp)\(|(?<![-\w])gap\s*:|\d(?:[dsl]v[hw]|cq\w)\b|&\s*[.:{]"
)


def too_young(css: str) -> list[str]:
    """What in a sheet is younger; a length in dvh may stand after one in vh, which old browsers keep."""
    without = re.sub(r"([\w-]+): *[^;{}]*\dvh; *\1: *[^;{}]*\ddvh;", "", css)
    return SHEET.findall(without)


@pytest.mark.parametrize("name", SHEETS)
def test_sheets_are_of_2019(name: str) -> None:
    assert too_young((WIDGET / name).read_text("utf-8")) == []
    assert too_young(sheet(name)) == []


def test_what_is_younger_in_a_sheet_is_found() -> None:
    for one in ("a:has(b) {}", "a { inset: 0 }", "a { height: 100dvh; }", "a { aspect-ratio: 1 }", "a { gap: 1px }"):
        assert too_young(one), one
    for one in ("a { height: 100vh; height: 100dvh; }", "a { grid-gap: 1px }", "@media (max-height: 4px) { a {} }"):
        assert not too_young(one), one
