"""Numbers in brackets that articles and questions bring along (“…用水量[12]”): none of our markers."""

from index.patterns import compiled

_LIST = r"\s*\d[\d\s,，、;；\-–—~～]*"
_PRINTED = compiled(rf"\[({_LIST})\]")
_ANY = compiled(rf"[\[［【]({_LIST})[\]］】]")


def without_marks(text: str) -> str:
    """A text for an answer, its numbers in full-width brackets: [n] is left to the answer's own citations."""
    return _PRINTED.sub(r"［\1］", text)


def for_model(text: str) -> str:
    """A text for a prompt, its numbers in brackets that are read as no marker when a model copies them."""
    return _ANY.sub(r"〔\1〕", text)
