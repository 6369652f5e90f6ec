"""The web pages that may carry the citizens' widget: one YAML file, read again whenever it changes.

No site is known by default. On a server that listens on loopback there is one for the page to try it on.
"""

import ipaddress
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from assistant.answer import HUMAN_CHANNEL
from index.problem import Problem
from index.terms import load_terms

DEMO = "demo"
_log = logging.getLogger(__name__)
_MENDING = "mend it (the README shows one), or unset ASSISTANT_SITES"


class SitesError(Problem):
    """The file of sites cannot be used; the message names the place."""


def _origin(text: str) -> str:
    """An origin as a browser states it; http only for the machine itself, no wildcard."""
    parts = urlsplit(text)
    name, _ = parts.hostname or "", parts.port  # which raises ValueError where it is none
    if f"{parts.scheme}://{parts.netloc}" != text or parts.username or "*" in text or text != text.lower():
        raise ValueError("an origin is https://name or https://name:port, in lower case and without a path")
    if parts.scheme != "https" and not (parts.scheme == "http" and is_own_machine(name)):
        raise ValueError("an origin begins with https://")
    if not name or any(sign in text for sign in " ;,'\""):
        raise ValueError("an origin has a host's name")
    return text


def is_own_machine(name: str) -> bool:
    """Whether a host's name is that of the machine itself."""
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"


def _action(name: str) -> str:
    """The name of an action, from one of its forms."""
    actions = load_terms().actions
    found = next((term.name for term in actions if name in term.forms), "")
    if not found:
        raise ValueError(f"no such action; there are {'、'.join(term.name for term in actions)}")
    return found


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class Site(BaseModel):
    """A site: the origins of its pages, and what the widget looks like there. `enabled: false` turns it off at once.

    `mode: extractive` keeps the language model out of it; `actions` are those offered, of one alone all is asked.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    origins: tuple[Annotated[str, AfterValidator(_origin)], ...] = ()
    enabled: bool = True
    name: Line = "六个行动问答"
    accent: str = Field(default="#1f5c4a", pattern=r"^#[0-9a-fA-F]{6}$")
    greeting: Line = "您好，可以问内蒙古“六个行动”的内容。回答都出自收录的文章，点 [1] 看原文。"
    questions: tuple[Line, ...] = Field(
        default=(
            "呼和浩特2025年要谋划实施多少个项目，年度计划投资多少？",
            "2025年呼和浩特城镇新增就业的目标是多少？",
            "节水行动的“四减”是哪四减？",
        ),
        max_length=6,
    )
    actions: tuple[Annotated[str, AfterValidator(_action)], ...] = ()
    mode: Literal["auto", "extractive"] = "auto"
    human: Line = HUMAN_CHANNEL
    notice: str = Field(default="", max_length=200)


_FILE = TypeAdapter(dict[Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,32}$")], Site])


def read_sites(path: Path) -> dict[str, Site]:
    """The sites of a file, by name. Raises SitesError."""
    try:
        told = yaml.safe_load(path.read_text("utf-8"))
        if not isinstance(told, dict) or set(told) != {"sites"}:
            raise SitesError(f"{path} is no list of sites: {_MENDING}.")
        if odd := [name for name in told["sites"] or {} if not isinstance(name, str)]:
            # YAML 1.1 takes off, no and 12 for a truth value or a number.
            raise SitesError(f"{path}: put the name of a site in quotes, YAML reads one as {odd[0]!r}: {_MENDING}.")
        return _FILE.validate_python(told["sites"] or {})
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SitesError(f"{path} cannot be read ({' '.join(str(error).split())[:200]}): {_MENDING}.") from None
    except ValidationError as error:
        first = error.errors()[0]
        place = " → ".join(str(one) for one in first["loc"])
        raise SitesError(f"{path}: {place}={first['input']!r} cannot be used ({first['msg']}): {_MENDING}.") from None


@dataclass
class Sites:
    """The sites of a file (none without one) and, with `demo`, the one of the page to try it on.

    A file that was changed and cannot be used leaves things as they were, and the log says so.
    """

    path: Path | None = None
    demo: bool = False
    _known: Mapping[str, Site] = field(default_factory=dict)
    _origins: frozenset[str] = frozenset()
    _seen: tuple[int, int] = (-1, -1)

    def __post_init__(self) -> None:
        self._take(read_sites(self.path) if self.path else {})
        self._seen = self._stamp()

    def find(self, name: str) -> Site | None:
        """The site of a name, turned off or not."""
        self._look()
        return self._known.get(name)

    def lists(self, origin: str) -> bool:
        """Whether an origin is that of a site that is not turned off."""
        self._look()
        return origin in self._origins

    def _take(self, known: Mapping[str, Site]) -> None:
        self._known = {**({DEMO: Site()} if self.demo else {}), **known}
        self._origins = frozenset(o for site in self._known.values() if site.enabled for o in site.origins)

    def _stamp(self) -> tuple[int, int]:
        try:
            about = self.path.stat() if self.path else None
        except OSError:
            return 0, 0
        return (about.st_mtime_ns, about.st_size) if about else (-1, -1)

    def _look(self) -> None:
        if (stamp := self._stamp()) != self._seen and self.path:
            self._seen = stamp
            try:
                self._take(read_sites(self.path))
            except SitesError as error:
                _log.error("The sites stay as they were: %s", error)
