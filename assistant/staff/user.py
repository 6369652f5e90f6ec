"""Who is using the staff page, and what they may do."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from starlette.requests import HTTPConnection

Role = Literal["reader", "editor"]


@dataclass(frozen=True, slots=True)
class User:
    """A person by login name. A reader asks and keeps conversations; an editor also changes what is indexed."""

    name: str
    role: Role

    @property
    def may_edit(self) -> bool:
        """Whether articles may be added, settled and rolled back."""
        return self.role == "editor"


# Whoever sits at a machine whose server listens on loopback alone, where no login is asked for.
LOCAL = User("local", "editor")

# Who sent a request; None where nobody has logged in.
Who = Callable[[HTTPConnection], User | None]


def local(_request: HTTPConnection) -> User:
    """`Who` where no login is asked for."""
    return LOCAL


def nobody(_request: HTTPConnection) -> None:
    """`Who` where nobody can have logged in."""
