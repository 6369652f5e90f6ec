"""Articles of others that a part of the product is tried on: a JSONL file with an article's `text` in each row."""

import json
from pathlib import Path

from ingest.screen import without_invisible


def read_texts(path: Path) -> list[str]:
    """The texts of a file, without what cannot be seen and without the head that some have before their body."""
    rows = [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [without_invisible(text).split("正文：", 1)[-1].strip() for text in rows]
