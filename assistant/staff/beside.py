"""What stands beside a file: what an editor knows about it (`plan.pdf.yaml`) and decided on its blocks in doubt
(`plan.pdf.review.yaml`). ingest reads both; README "Add articles" tells what they mean."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from assistant.staff.shelf import facts_file, review_file

Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300, pattern=r"^[^\r\n\x00-\x08\x0b-\x1f]*$")]


# Other words for the keys of a sidecar that somebody wrote by hand; a test holds them to those of ingest.
ALIASES = {
    "标题": "title", "作者": "author", "职务": "role", "单位": "org", "published": "date", "日期": "date",
    "发布日期": "date", "publisher": "source", "来源": "source", "address": "url", "网址": "url", "链接": "url",
    "地区": "region", "行动": "action",
}  # fmt: skip


class Facts(BaseModel):
    """What is known about a file and does not stand in it; "" is unknown."""

    model_config = ConfigDict(extra="ignore")

    title: Line = ""
    date: Line = ""
    source: Line = ""
    author: Line = ""
    role: Line = ""
    org: Line = ""
    region: Line = ""
    action: Line = ""
    url: Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000, pattern=r"^(https?://\S+)?$")] = ""


class Block(BaseModel):
    """A block of the text that begins with these words at character `start`, and the article it belongs to."""

    start: int = Field(ge=0)
    begins: str
    article: str


class Review(BaseModel):
    """The decisions on a text, known by its digest."""

    digest: str
    blocks: tuple[Block, ...]


def read_facts(path: Path) -> Facts:
    """What is known about a file; what cannot be read is left out, and ingest says so."""
    known = {
        name: "、".join(map(str, value)) if isinstance(value, list) else value
        for name, value in _facts(path).items()
        if name in Facts.model_fields
    }
    try:
        return Facts(**known)
    except ValidationError:
        return Facts()


def write_facts(path: Path, facts: Facts) -> None:
    """Keep what is known about a file; keys that somebody wrote by hand and that the page does not show stay."""
    hand = {name: value for name, value in _facts(path).items() if name not in Facts.model_fields}
    _write(facts_file(path), {**hand, **{name: value for name, value in facts.model_dump().items() if value}})


def read_review(path: Path) -> Review | None:
    """The decisions that were kept for a file."""
    return review_of(_stored(review_file(path)))


def review_of(stored: Mapping[str, Any]) -> Review | None:
    """Decisions from YAML; None where it is none."""
    try:
        return Review(**stored)
    except (ValidationError, TypeError):
        return None


def write_review(path: Path, review: Review | None) -> None:
    """Keep decisions; None or no block forgets them."""
    _write(review_file(path), review.model_dump(mode="json") if review and review.blocks else {})


def parse(text: str) -> dict[str, Any]:
    """YAML of strings alone, as ingest reads it; {} where it is no mapping."""
    import yaml

    try:
        stored = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    return {str(key): value for key, value in stored.items()} if isinstance(stored, dict) else {}


def _facts(path: Path) -> dict[str, Any]:
    named = ((name.strip().lower(), value) for name, value in _stored(facts_file(path)).items())
    return {ALIASES.get(name, name): value for name, value in named}


def _stored(file: Path) -> dict[str, Any]:
    try:
        return parse(file.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        return {}


def _write(file: Path, content: Mapping[str, Any]) -> None:
    import yaml

    if not content:
        file.unlink(missing_ok=True)
        return
    new = file.with_name(f".{file.name}.new")
    new.write_text(yaml.safe_dump(dict(content), allow_unicode=True, sort_keys=False, width=1000), "utf-8")
    new.replace(file)
