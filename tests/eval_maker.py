"""Cases, records and runs of a few lines, with numbers that can be checked in the head.

The source is 一二三四五六七八九十 and then 甲乙丙丁戊己庚辛壬癸: characters 0 to 10 are passage a, 10 to 20 passage b.
"""

from pathlib import Path
from typing import Any

from eval.cases import Case, Place, digest
from eval.folder import Run, open_writer
from eval.metrics.judged import Judged, Known
from eval.record import AnswerRecord, CitationRecord, ClaimRecord, HitRecord, PassageRecord, Record, asked

SOURCE = "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸"
PASSAGES = {
    "a": PassageRecord(
        id="a", source="s", spans=[(0, 10)], text=SOURCE[:10], article="A", author="张三", action="行动"
    ),
    "b": PassageRecord(id="b", source="s", spans=[(10, 20)], text=SOURCE[10:], article="B", author="李四"),
}


def case(**given: Any) -> Case:
    """A case whose truth is 一二三四, the words of 张三."""
    held = {
        "id": "one",
        "kind": "fact",
        "question": "是什么？",
        "answerable": "yes",
        "spans": [Place(source="s", start=0, end=4)],
        "slots": [["二三"]],
        "speaker": "张三",
    }
    return Case(**{**held, **given})


def unanswerable(**given: Any) -> Case:
    """A case that the source does not answer."""
    return case(**{"answerable": "no", "spans": [], "slots": [], "speaker": "", "kind": "near", **given})


def record(asked_case: Case, *quoted: tuple[str, int, int], status: str = "answered", **given: Any) -> Record:
    """A record that quotes stretches of passages, given by passage and characters of it; none is a refusal."""
    quotes = [PASSAGES[name].text[start:end] for name, start, end in quoted]
    first = {name: PASSAGES[name].spans[0][0] for name in PASSAGES}
    answer = AnswerRecord(
        question=asked_case.question,
        status=status if quoted else "unanswerable_not_in_articles",
        text="\n".join(quotes) or "没有找到。",
        claims=[ClaimRecord(text=text, citations=[number]) for number, text in enumerate(quotes, 1)],
        citations=[
            CitationRecord(
                number=number,
                quote=PASSAGES[name].text[start:end],
                passage_id=name,
                quote_in_passage=(start, end),
                spans=[(first[name] + start, first[name] + end)],
            )
            for number, (name, start, end) in enumerate(quoted, 1)
        ],
        seconds={"total": 0.02},
        confidence=0.9,
    )
    answer = answer.model_copy(
        update={name: value for name, value in given.items() if name in AnswerRecord.model_fields}
    )
    hits = [HitRecord(passage=name, score=1.0) for name in given.get("hits", ())]
    return Record(case=asked_case.id, input=asked(asked_case), answer=answer, hits=hits)


def judged(asked_case: Case, made: Record) -> Judged:
    """A case with its record and all that is known."""
    return Judged(asked_case, made, Known(PASSAGES, {"s": SOURCE}))


def write_run(path: Path, cases: list[Case], records: list[Record], key: str = "1") -> Path:
    """A finished run in a folder, and its set beside it."""
    named = path.parent / "some.jsonl"
    named.write_text("".join(one.model_dump_json() + "\n" for one in cases), "utf-8")
    run = Run(
        set="some",
        set_path=str(named),
        set_digest=digest(cases),
        system="ours",
        key={"program": key},
        started="2025-01-01T00:00:00+00:00",
        cases=len(cases),
    )
    with open_writer(path, run) as writer:
        writer.add_passages(list(PASSAGES.values()))
        for one in records:
            writer.add(one)
        writer.finish({"s": SOURCE})
    return path
