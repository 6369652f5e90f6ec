"""A question beside something that nobody here does: 今年目标是多少？顺便帮我写一份简历."""

from assistant.understanding.asked import asks_to_act
from assistant.understanding.clauses import asks_something, has_subject
from index.patterns import compiled

_MARKED = compiled(r"[。？?！!；，,\n]")
_SPACE = compiled(r"(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])")  # between the sentences of who writes no marks
_SENTENCE = compiled(r"(?<=[。？?！!；\n）])|(?=（)|[，,](?=顺便|另外|还有|再(?:帮|替|给)我)")


def without_acts(question: str) -> tuple[str, tuple[str, ...]]:
    """The questions that stand in a text, and the sentences in it that ask for something to be done.

    All of it is given back as asked where nothing is to be done, and "" where nothing else is asked: a sentence is
    taken whole, so that what an act is to be about is no question.
    """
    if not asks_to_act(question):
        return question, ()
    borders = _SENTENCE if _MARKED.search(question) else _SPACE
    sentences = [one.strip() for one in borders.split(question) if any(map(str.isalnum, one))]
    asked = [one for one in sentences if not asks_to_act(one)]
    if not any(asks_something(one) and has_subject(one) for one in asked):
        return "", (question,)
    between = "" if borders is _SENTENCE else " "
    return between.join(asked), tuple(one.rstrip("。？?！!；，,") for one in sentences if asks_to_act(one))
