"""The rows of the generations: which passages each has, in which order, and what is asked of them."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.corpus import PASSAGE, passage_of
from index.passage import Article, Finding, Passage

_BATCH = 256


@dataclass(frozen=True)
class Row:
    """A passage's place in a generation: row of its vector, row of its first sentence's vector."""

    row: int
    first_sentence: int
    passage: Passage


@dataclass(frozen=True)
class Counts:
    """How much there is in a generation."""

    articles: int
    passages: int
    sentences: int


def findings_of_generation(corpus: sqlite3.Connection, generation: str) -> list[tuple[str, Finding]]:
    """What was found in the sources of a generation, each with its source's name."""
    found = corpus.execute(
        "SELECT s.name, s.facts FROM sources s WHERE EXISTS (SELECT 1 FROM articles a "
        "JOIN passages p ON p.article = a.id JOIN generation_rows g ON g.passage = p.id "
        "WHERE a.digest = s.digest AND a.source = s.name AND g.generation = ?)",
        (generation,),
    )
    return [(name, Finding(**one)) for name, facts in found for one in json.loads(facts)["findings"]]


def add_generation(
    corpus: sqlite3.Connection, generation: str, sources: Sequence[tuple[str, str]], recipe: str
) -> Counts:
    """Number the passages that `recipe` made of some sources, given by digest and name, in order."""
    row = first = articles = 0
    for digest, name in sources:
        found = corpus.execute(
            "SELECT p.id, json_array_length(p.sentences), a.id FROM passages p JOIN articles a ON a.id = p.article "
            "WHERE a.digest = ? AND a.source = ? AND a.recipe = ? ORDER BY a.position, p.position",
            (digest, name, recipe),
        ).fetchall()
        numbered = []
        for passage, sentences, _ in found:
            numbered.append((generation, row, passage, first))
            row, first = row + 1, first + sentences
        articles += len({article for *_, article in found})
        corpus.executemany("INSERT INTO generation_rows VALUES (?,?,?,?)", numbered)
    return Counts(articles, row, first)


def rows_of_generation(corpus: sqlite3.Connection, generation: str, before: str = "") -> Iterator[list[Row]]:
    """The rows of a generation in order, some hundred at a time; with `before`, those that it did not have."""
    numbers = [row for row, _ in new_rows(corpus, generation, before)]
    for at in range(0, len(numbers), _BATCH):
        yield find_rows(corpus, generation, numbers[at : at + _BATCH])


def new_articles(corpus: sqlite3.Connection, generation: str, before: str) -> set[str]:
    """The articles of a generation with passages that another one does not have."""
    found = corpus.execute(
        "SELECT DISTINCT p.article FROM generation_rows g JOIN passages p ON p.id = g.passage WHERE g.generation = ? "
        "AND g.passage NOT IN (SELECT passage FROM generation_rows WHERE generation = ?)",
        (generation, before),
    )
    return {article for (article,) in found}


def first_sentences(corpus: sqlite3.Connection, generation: str) -> list[tuple[int, int]]:
    """Each row of a generation with that of its first sentence, in order."""
    query = "SELECT row, first_sentence FROM generation_rows WHERE generation = ? ORDER BY row"
    return corpus.execute(query, (generation,)).fetchall()


def kept_rows(corpus: sqlite3.Connection, generation: str, before: str) -> list[tuple[int, int, int, int]]:
    """The passages that two generations share: row and first sentence in the one, then in the other."""
    return corpus.execute(
        "SELECT n.row, n.first_sentence, o.row, o.first_sentence FROM generation_rows n JOIN generation_rows o "
        "ON o.passage = n.passage WHERE n.generation = ? AND o.generation = ? ORDER BY n.row",
        (generation, before),
    ).fetchall()


def new_rows(corpus: sqlite3.Connection, generation: str, before: str) -> list[tuple[int, str]]:
    """Row and id of the passages of a generation that another one does not have."""
    return corpus.execute(
        "SELECT row, passage FROM generation_rows WHERE generation = ? AND passage NOT IN "
        "(SELECT passage FROM generation_rows WHERE generation = ?) ORDER BY row",
        (generation, before),
    ).fetchall()


def drop_generation(corpus: sqlite3.Connection, generation: str) -> None:
    """Forget a generation, then the sources that no generation has any more. Vectors stay: they are a cache."""
    corpus.execute("DELETE FROM generation_rows WHERE generation = ?", (generation,))
    corpus.execute("DELETE FROM passages WHERE id NOT IN (SELECT passage FROM generation_rows)")
    corpus.execute("DELETE FROM articles WHERE id NOT IN (SELECT article FROM passages)")
    corpus.execute("DELETE FROM sources WHERE (digest, name) NOT IN (SELECT digest, source FROM articles)")


def count_rows(corpus: sqlite3.Connection, generation: str) -> int:
    """How many passages a generation has."""
    found = corpus.execute("SELECT count(*) FROM generation_rows WHERE generation = ?", (generation,)).fetchone()
    return int(found[0])


def rows_by_passage(corpus: sqlite3.Connection, generation: str, ids: Iterable[str]) -> dict[str, int]:
    """The rows of some passages of a generation."""
    wanted = list(ids)
    marks = ",".join("?" * len(wanted))
    return dict(
        corpus.execute(
            f"SELECT passage, row FROM generation_rows WHERE generation = ? AND passage IN ({marks})",  # noqa: S608
            (generation, *wanted),
        ).fetchall()
    )


def find_rows(corpus: sqlite3.Connection, generation: str, numbers: Iterable[int]) -> list[Row]:
    """Some rows of a generation, in the order asked for; those that it does not have are left out."""
    wanted = list(numbers)
    marks = ",".join("?" * len(wanted))
    query = (
        PASSAGE.replace("SELECT ", "SELECT g.row, g.first_sentence, ", 1)
        + "JOIN generation_rows g ON g.passage = p.id "
        + f"WHERE g.generation = ? AND g.row IN ({marks})"
    )
    found = {row[0]: Row(row[0], row[1], passage_of(row[2:])) for row in corpus.execute(query, (generation, *wanted))}
    return [found[number] for number in wanted if number in found]


def articles_of_generation(corpus: sqlite3.Connection, generation: str) -> list[Article]:
    """The articles of a generation, in the order of their first passage."""
    found = corpus.execute(
        "SELECT a.id, a.title, a.author, a.role, a.org, a.region, a.action, a.published, a.source, a.publisher, "
        "a.address FROM generation_rows g JOIN passages p ON p.id = g.passage JOIN articles a ON a.id = p.article "
        "WHERE g.generation = ? GROUP BY a.id ORDER BY min(g.row)",
        (generation,),
    )
    return [Article(*row) for row in found]


def articles_by_row(corpus: sqlite3.Connection, generation: str) -> list[int]:
    """For each row of a generation the place of its article among `articles_of_generation`."""
    places: dict[str, int] = {}
    found = corpus.execute(
        "SELECT p.article FROM generation_rows g JOIN passages p ON p.id = g.passage WHERE g.generation = ? "
        "ORDER BY g.row",
        (generation,),
    )
    return [places.setdefault(article, len(places)) for (article,) in found]


def passages_for_review(corpus: sqlite3.Connection, generation: str) -> list[Passage]:
    """The passages of a generation whose author is in doubt."""
    found = corpus.execute(
        PASSAGE + "JOIN generation_rows g ON g.passage = p.id WHERE g.generation = ? AND p.needs_review ORDER BY g.row",
        (generation,),
    )
    return [passage_of(row) for row in found]
