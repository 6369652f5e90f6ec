"""python -m assistant ask | search | serve | mcp | doctor | user | verify-bundle"""

import argparse
import contextlib
import gc
import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.answer import Answer


def main(arguments: list[str] | None = None) -> int:
    """Run a command; 0 when it did its job, 1 when it could not, 2 for wrong usage."""
    given = _parser().parse_args(arguments)
    from index.problem import Problem

    try:
        return int(given.run(given))
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m assistant", description="Answers with the words they rest on.")
    commands = parser.add_subparsers(dest="command", required=True)
    ask = commands.add_parser("ask", help="answer a question, or one a line from standard input")
    ask.add_argument("question", nargs="?")
    ask.add_argument("--json", action="store_true", help="the whole answer as JSON")
    ask.add_argument("--mode", choices=("auto", "extractive", "generated"), default="auto")
    _limited(ask)
    ask.set_defaults(run=_ask)
    search = commands.add_parser("search", help="the passages found, with the scores of both legs")
    search.add_argument("question")
    search.add_argument("--json", action="store_true")
    search.add_argument("--top", type=int, default=10, metavar="N")
    _limited(search)
    search.set_defaults(run=_search)
    serve = commands.add_parser("serve", help="the chat page and the HTTP API")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=7860)
    serve.set_defaults(run=_serve)
    mcp = commands.add_parser("mcp", help="tools for other programs, by the Model Context Protocol on standard input")
    mcp.set_defaults(run=_mcp)
    doctor = commands.add_parser("doctor", help="health in words")
    doctor.add_argument("--json", action="store_true")
    doctor.set_defaults(run=_doctor)
    bundle = commands.add_parser("verify-bundle", help="whether an evidence file is whole and made here")
    bundle.add_argument("file")
    bundle.set_defaults(run=_verify_bundle)
    user = commands.add_parser("user", help="who may log in to the page")
    _verbs(user.add_subparsers(dest="verb", required=True))
    user.set_defaults(run=_user)
    return parser


def _verbs(user: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """What can be done about who may log in; a password comes from a prompt or standard input, never an argument."""
    add = user.add_parser("add", help="somebody who may log in")
    add.add_argument("name")
    add.add_argument("--role", choices=("reader", "editor"), default="reader", help="an editor may change articles")
    user.add_parser("list", help="everybody, with role and open sessions")
    role = user.add_parser("role", help="what somebody may do")
    role.add_argument("name")
    role.add_argument("role", choices=("reader", "editor"))
    user.add_parser("password", help="a new password; ends the person's sessions").add_argument("name")
    user.add_parser("remove", help="take somebody off; ends the person's sessions").add_argument("name")


def _limited(parser: argparse.ArgumentParser) -> None:
    """The options that limit what is searched."""
    parser.add_argument("--action", default="", metavar="NAME", help="only articles of this action")
    parser.add_argument("--region", default="", metavar="NAME", help="only articles of this place")
    parser.add_argument("--author", default="", metavar="NAME", help="only the words of this person")
    parser.add_argument("--article", default="", metavar="TITLE", help="only the article with this title")


def _ask(given: argparse.Namespace) -> int:
    from assistant.ask import LIMITS, Request, RequestError, opened, parse_line, rejected

    limits = {name: getattr(given, name) for name in LIMITS}
    gc.disable()  # nothing of what is imported is garbage, and looking through it takes a tenth of a second
    answer = opened(Request(question="", mode=given.mode, **limits))
    gc.freeze()
    gc.enable()
    if given.question is not None:
        made = answer(parse_line(given.question, plain=True))
        _show(made, given.json)
        return 1 if made.status.startswith("error_") else 0
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # a byte that is no text spoils its line alone
    for line in sys.stdin:
        try:
            made = answer(parse_line(line))
        except RequestError as problem:
            made = rejected(line, problem)
        _show(made, whole=True)
    return 0


def _show(answer: "Answer", whole: bool) -> None:
    from assistant.answer import as_json, as_text

    print(json.dumps(as_json(answer), ensure_ascii=False) if whole else as_text(answer), flush=True)


def _search(given: argparse.Namespace) -> int:
    from assistant.ask import LIMITS, Request, limits, open_latest
    from assistant.found import as_rows
    from index.search import search

    if given.top < 1 or not given.question.strip():
        print("search takes a question, and --top a number from 1.", file=sys.stderr)
        return 2
    index, _ = open_latest()()
    request = Request(question=given.question, **{name: getattr(given, name) for name in LIMITS})
    hits = search(index, given.question, limits(request, index.articles), given.top)
    if given.json:
        print(json.dumps(as_rows(hits), ensure_ascii=False, indent=1))
        return 0
    for number, hit in enumerate(hits, 1):
        article = hit.passage.article
        print(f"{number:2}. {hit.score:.3f}  cosine {hit.cosine:.3f}  keywords {hit.keywords:.2f}  {hit.passage.id}")
        print(f"    {article.author or '—'}《{article.title}》{article.source}")
        print(f"    {hit.passage.text[:100]}{'…' if len(hit.passage.text) > 100 else ''}")
    return 0


def _serve(given: argparse.Namespace) -> int:
    from assistant.serve import serve

    with contextlib.suppress(KeyboardInterrupt):  # how a server is stopped
        serve(given.host, given.port, lambda text: print(text, file=sys.stderr, flush=True))
    return 0


def _user(given: argparse.Namespace) -> int:
    from assistant.staff.command import run_user

    return run_user(given)


def _mcp(_given: argparse.Namespace) -> int:
    from assistant.mcp import serve_mcp

    with contextlib.suppress(KeyboardInterrupt):
        serve_mcp()
    return 0


def _doctor(given: argparse.Namespace) -> int:
    from assistant.doctor import examine

    findings = examine()
    if given.json:
        print(json.dumps([finding.as_json() for finding in findings], ensure_ascii=False, indent=1))
    else:
        for finding in findings:
            print(finding)
    return 0 if all(finding.well for finding in findings) else 1


def _verify_bundle(given: argparse.Namespace) -> int:
    from assistant.settings import assistant_settings
    from assistant.staff.bundle import key_file, read_key
    from assistant.staff.evidence import verify
    from index.settings import index_settings

    key = read_key(key_file(Path(assistant_settings().staff)))
    for sentence in verify(Path(given.file), key, index_settings().path):
        print(sentence)
    return 0


if __name__ == "__main__":
    sys.exit(main())
