"""The command line, as a shell sees it."""

import json

import pytest
from conftest import Run

QUESTION = "呼和浩特2025年要谋划实施多少个项目，年度计划投资多少？"


def test_an_answer_on_the_terminal_and_as_json(run: Run) -> None:
    shown = run("assistant", "ask", QUESTION)
    assert shown.returncode == 0
    assert "1700亿元以上" in shown.stdout
    assert "伊德尔（呼和浩特市发改委党组书记、主任）" in shown.stdout
    assert "原文摘录" in shown.stdout
    stored = json.loads(run("assistant", "ask", QUESTION, "--json").stdout)
    assert set(stored) >= {
        "question", "understood", "status", "mode", "text", "claims", "citations", "missing", "seconds",
    }  # fmt: skip
    assert set(stored["citations"][0]) >= {
        "number", "quote", "passage", "passage_id", "article", "author", "role", "action", "region", "source",
        "published", "spans", "cut",
    }  # fmt: skip
    assert set(stored["seconds"]) == {"understand", "search", "compose", "verify", "total"}


def test_a_question_a_line_in_order_from_one_process(run: Run) -> None:
    lines = [
        "水务局局长是谁？",
        "",
        json.dumps({"question": "那去年呢？", "history": ["呼和浩特城镇新增就业目标是多少？"]}, ensure_ascii=False),
        "{broken",
        "红烧肉怎么做？",
    ]
    done = run("assistant", "ask", input="\n".join(lines) + "\n")
    assert done.returncode == 0
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["status"].split("_")[0] for one in answers] == [
        "answered",
        "error",
        "answered",
        "error",
        "unanswerable",
    ]
    assert answers[2]["understood"].startswith("呼和浩特城镇新增就业目标是多少")
    assert "6.21万人" in answers[2]["text"]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("ask", ""), 1, "问题是空的"),
        (("ask", "就业" * 5000), 1, "500"),
        (("ask", "问题", "--mode", "generated"), 1, "ASSISTANT_BASE_URL"),
        (("ask", "问题", "--action", "没有的行动"), 1, "节水行动"),
        (("ask", "问题", "--author", "没有的人"), 1, "赵廷东"),
        (("search", "问题", "--region", "没有的地方"), 1, "呼和浩特市"),
        (("ask", "问题", "--mode", "nonsense"), 2, "invalid choice"),
        (("search", "问题", "--top", "0"), 2, "--top"),
        ((), 2, "usage"),
    ],
)
def test_wrong_use_is_told_in_words(run: Run, arguments: tuple[str, ...], code: int, says: str) -> None:
    done = run("assistant", *arguments)
    assert done.returncode == code
    assert says in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", [("ask", QUESTION), ("search", QUESTION), ("serve", "--port", "0")])
def test_without_an_index_one_sentence_names_the_command(run: Run, tmp_path: object, command: tuple[str, ...]) -> None:
    done = run("assistant", *command, INDEX_PATH=str(tmp_path))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert "python -m ingest sync" in done.stderr


def test_an_encoder_that_is_not_there(run: Run) -> None:
    done = run("assistant", "ask", QUESTION, INDEX_ENCODER="some/other-model")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "make setup" in done.stderr


def test_a_port_in_use(run: Run) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run("assistant", "serve", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "choose another" in done.stderr


def test_search_shows_both_legs(run: Run) -> None:
    rows = json.loads(run("assistant", "search", "节水", "--json", "--top", "3").stdout)
    assert len(rows) == 3
    assert all({"score", "cosine", "keywords", "text"} <= set(row) for row in rows)
    assert rows == sorted(rows, key=lambda row: -row["score"])
    only = json.loads(run("assistant", "search", "节水", "--json", "--action", "助企行动").stdout)
    assert {row["action"] for row in only} == {"助企行动"}
    only = json.loads(run("assistant", "search", "节水", "--json", "--author", "赵廷东").stdout)
    assert {row["author"] for row in only} == {"赵廷东"}
    title = only[0]["article"]
    only = json.loads(run("assistant", "search", "节水", "--json", "--article", title, "--region", "呼市").stdout)
    assert {row["article"] for row in only} == {title}


def test_doctor_says_how_things_stand(run: Run, tmp_path: object) -> None:
    well = run("assistant", "doctor")
    assert well.returncode == 0
    assert well.stdout.count("ok") == 6
    ill = run("assistant", "doctor", "--json", INDEX_PATH=str(tmp_path))
    assert ill.returncode == 1
    findings = {one["name"]: one for one in json.loads(ill.stdout)}
    assert not findings["index"]["well"]
    assert "python -m ingest sync" in findings["index"]["sentence"]
    masked = run(
        "assistant",
        "doctor",
        ASSISTANT_BASE_URL="http://127.0.0.1:9",
        ASSISTANT_MODEL="m",
        ASSISTANT_API_KEY="sk-abcdefghijkl",
    )
    assert "sk-…kl" in masked.stdout
    assert "abcdefgh" not in masked.stdout
