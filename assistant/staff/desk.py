"""What the chat page asks for: answers that are kept in a conversation of the user's, and conversations to go on with.

Knows nothing of how a page is drawn.
"""

import threading
from collections.abc import Generator
from dataclasses import dataclass
from functools import partial

from assistant.answer import Answer
from assistant.ask import Mode, Request, serve_reply
from assistant.generation.endpoint import Writer
from assistant.library import Latest
from assistant.serving.journal import Journal
from assistant.staff.store import Asked, Conversation, Store, Turn, turn_of
from assistant.staff.suggest import suggest

_HISTORY = 20  # earlier questions that a follow-up may lean on


@dataclass(frozen=True, slots=True)
class Filters:
    """What an answer is limited to, "" for anything, and whether it has to quote."""

    action: str = ""
    region: str = ""
    article: str = ""
    mode: Mode = "auto"


@dataclass(frozen=True)
class Desk:
    """The engine, and where what it gives is kept, for `days` days; `model` names the language model, "" for none, and
    `filing` the number under which it is filed; `login` says whether people log in."""

    latest: Latest
    complete: Writer | None
    journal: Journal
    store: Store
    model: str = ""
    days: int = 30
    login: bool = False
    filing: str = ""

    def ask(
        self, user: str, conversation: str, question: str, filters: Filters, stop: threading.Event
    ) -> Generator[Answer]:
        """The states of an answer as they grow, each kept before it is given, so that its citations open at once."""
        told = [one.answer for one in self.store.turns(user, conversation)]
        history = [one.question for one in told if not one.status.startswith("error_")][-_HISTORY:]
        asked = Asked(tuple(history), filters.action, filters.region, filters.article, filters.mode)
        request = Request(
            question=question,
            history=history,
            action=filters.action,
            region=filters.region,
            article=filters.article,
            mode=filters.mode,
        )
        keep = partial(self.journal.keep, history=history, action=filters.action)
        generation = self.latest()[0].manifest.generation
        for made in serve_reply(request, self.latest, self.complete, keep, stop):
            self.store.keep(user, conversation, turn_of(made, asked, generation, self.model))
            yield made

    def next_questions(self, made: Answer, user: str, conversation: str) -> list[str]:
        """What could be asked after an answer."""
        asked = tuple(one.answer.question for one in self.store.turns(user, conversation))
        return suggest(made, asked, self.latest()[1])

    def places(self) -> tuple[list[str], list[str]]:
        """The regions and the titles of articles that a question can be limited to."""
        articles = self.latest()[1].articles
        regions = dict.fromkeys(one.region for one in articles if one.region)
        return list(regions), list(dict.fromkeys(one.title for one in articles if one.title))

    def conversations(self, user: str, words: str = "") -> list[Conversation]:
        """The user's conversations in which all of `words` occur, the last used first."""
        return self.store.conversations(user, words)

    def turns(self, user: str, conversation: str) -> list[Turn]:
        """A conversation of the user's."""
        return self.store.turns(user, conversation)
