"""How text in a Word document looks: its own formatting over its style, over the paragraph's, over the defaults."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TINY = 2  # half-points
_OFF = ("0", "false", "off", "none")
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])")


@dataclass(frozen=True, slots=True)
class Look:
    """Formatting of a run; None is "not said". `size` is in half-points, `backed`: the text stands on a colour."""

    hidden: bool | None = None
    colour: str | None = None
    size: int | None = None
    bold: bool | None = None
    backed: bool | None = None

    def over(self, base: "Look") -> "Look":
        """This look, and the base's where this one says nothing."""
        return Look(
            base.hidden if self.hidden is None else self.hidden,
            base.colour if self.colour is None else self.colour,
            base.size if self.size is None else self.size,
            base.bold if self.bold is None else self.bold,
            base.backed if self.backed is None else self.backed,
        )

    @property
    def shown(self) -> bool:
        """Whether a reader of the printed page sees the text."""
        white = self.colour is not None and lightness(self.colour) >= 250
        return not (self.hidden or (white and not self.backed) or (self.size is not None and self.size <= _TINY))


@dataclass(frozen=True, slots=True)
class Style:
    """A named style with what it inherits. `level` is 1 to 9 for headings, 0 else; `title` marks the title's style."""

    name: str = ""
    look: Look = Look()
    level: int = 0
    title: bool = False
    centred: bool | None = None


def read_styles(root: Any) -> Mapping[str, Style]:
    """The styles by id; "" is the default look of a paragraph. Style names are Word's own, English or Chinese."""
    found = {element.get(f"{W}styleId", ""): element for element in root.iter(f"{W}style")}
    defaults = look_of(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
    normal = next((i for i, e in found.items() if e.get(f"{W}type") == "paragraph" and e.get(f"{W}default") == "1"), "")
    styles = {identity: _resolved(identity, found) for identity in found}
    plain = styles.get(normal, Style())
    styles[""] = Style(plain.name, plain.look.over(defaults), centred=plain.centred)
    return styles


def look_of(properties: Any) -> Look:
    """The look that a w:rPr, w:pPr or w:tcPr says, from its own children."""
    if properties is None:
        return Look()
    colour, size = value(properties, "color"), value(properties, "sz")
    fill = None if (shade := properties.find(f"{W}shd")) is None else shade.get(f"{W}fill", "auto")
    marked = value(properties, "highlight")
    backed = None if fill is None and marked is None else marked not in (None, "none", "white") or lightness(fill) < 200
    return Look(_flag(properties, "vanish"), colour, _whole(size), _flag(properties, "b"), backed)


def lightness(colour: str | None) -> int:
    """The darkest channel of a colour of six hexadecimal digits; "auto" as a fill is paper, as a text ink."""
    if colour is None or not re.fullmatch(r"[0-9a-fA-F]{6}", colour):
        return 249
    return min(bytes.fromhex(colour))


def level_of(properties: Any) -> int | None:
    """The outline level a w:pPr says, from 1; 0 is body text, None where it says nothing."""
    level = _whole(value(properties, "outlineLvl")) if properties is not None else None
    return None if level is None else (level + 1 if 0 <= level < 9 else 0)


def centred(properties: Any) -> bool | None:
    """Whether a w:pPr centres its paragraph; None where it says nothing."""
    side = value(properties, "jc") if properties is not None else None
    return None if side is None else side == "center"


def value(properties: Any, tag: str) -> str | None:
    """The w:val of a child element, None where there is no such child."""
    child = properties.find(f"{W}{tag}")
    return None if child is None else child.get(f"{W}val", "")


def _resolved(identity: str, found: Mapping[str, Any]) -> Style:
    style = Style()
    chain: list[str] = []
    while identity in found and identity not in chain:
        chain.append(identity)
        identity = value(found[identity], "basedOn") or ""
    for element in (found[each] for each in reversed(chain)):
        name = (value(element, "name") or "").lower()
        paragraph = element.find(f"{W}pPr")
        said, heading = level_of(paragraph), _HEADING.fullmatch(name)
        centre = centred(paragraph)
        style = Style(
            name,
            look_of(element.find(f"{W}rPr")).over(look_of(paragraph)).over(style.look),
            int(heading[1]) if heading else style.level if said is None else said,
            name in ("title", "标题") or style.title,
            style.centred if centre is None else centre,
        )
    return style


def _flag(properties: Any, tag: str) -> bool | None:
    said = value(properties, tag)
    return None if said is None else said not in _OFF


def _whole(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"\d{1,4}", text) else None
