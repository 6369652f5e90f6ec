"""What one browser tab shows, as the server knows it."""

from dataclasses import dataclass, field

Message = dict[str, str]

NOTHING = "（空）"  # a question without a word, as it is shown


@dataclass
class Tab:
    """The conversation that a tab shows; Gradio gives all handlers of a tab the same one.

    `epoch` grows whenever something is asked, opened or stopped, and what was begun in an earlier one yields nothing
    more: Gradio's own cancelling comes later than what it shall cancel. `sought` is what the conversations were last
    searched for: what a handler was given may be older.
    """

    conversation: str = ""
    messages: list[Message] = field(default_factory=list)
    deleted: str = ""
    epoch: int = 0
    sought: str = ""
    _answering: str | None = None  # the question

    def begin(self) -> int:
        """Another epoch."""
        self.epoch += 1
        self._answering = None
        return self.epoch

    def answers(self, question: str) -> bool:
        """Whether this question is just being answered; the second time that Enter is pressed the box may be empty."""
        return self._answering is not None and question in (self._answering, NOTHING)

    def ask(self, question: str, waiting: str) -> int:
        """Show a question, and `waiting` until there is an answer; gives the epoch of both."""
        epoch = self.begin()
        self._answering = question
        self.messages = [*self.messages, _message("user", question), _message("assistant", waiting)]
        return epoch

    def say(self, content: str, whole: bool = True) -> list[Message]:
        """The answer as it is now, and whether there is no more of it to come; gives all messages."""
        if whole:
            self._answering = None
        self.messages = [*self.messages[:-1], _message("assistant", content)]
        return self.messages

    def show(self, conversation: str, exchanged: list[tuple[str, str]]) -> None:
        """Show a conversation, question and answer in turn."""
        self.conversation = conversation if exchanged else ""
        self.messages = [
            _message(role, text) for both in exchanged for role, text in zip(("user", "assistant"), both, strict=True)
        ]

    def break_off(self, waiting: str, stopped: str) -> None:
        """What was shown of an answer stays, and says that there is no more of it."""
        if self._answering is not None:
            last = self.messages[-1]["content"]
            self.say(stopped if last == waiting else f"{last}\n\n{stopped}")


def _message(role: str, content: str) -> Message:
    return {"role": role, "content": content}
