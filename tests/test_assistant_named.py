"""Things that are named and not explained."""

import pytest

from assistant.named import unexplained


@pytest.mark.parametrize(
    ("question", "sentence", "name"),
    [
        ("把32项措施一条条列出来", "明确了32项措施。", "32项措施"),
        ("20个口岸全列出来", "对外开放口岸20个。", "20个口岸"),
        ("三项措施都列出来", "三项措施是修路、架桥、通水。", ""),
        ("措施有没有用", "明确了32项措施。", ""),
    ],
)
def test_what_is_counted_and_not_listed(question: str, sentence: str, name: str) -> None:
    assert unexplained(question, [sentence]) == name
