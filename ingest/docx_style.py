"""How text in a Word document looks, by its own formatting over its style, over the paragraph's, over the defaults;
and which of its blocks are headings and the title by that."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ingest.credits import name_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SHORT = 60  # characters: a title is no longer
# The red head of an official document and its number stand above its title.
_LETTERHEAD = re.compile(r".*文件|.*[〔\[（(](?:19|20)\d\d[〕\]）)].*号|(?:附件|秘密|机密|特急|加急).{0,6}")
_TITLE_LINES = 4
_BRACKETED = re.compile(r"[（(].*[）)]")
_COMPLETE = re.compile(
    r"(?:方案|通知|意见|办法|规划|计划|报告|决定|公告|通告|通报|公报|函|措施|条例|规定|细则|纲要|要点|总结|讲话)$"
)
_NO_TITLE = re.compile(
    r"[。；：，]$|^[（(]?(?:19|20)\d\d年.*日[）)]?$|^[一二三四五六七八九十]+、|^第.{1,3}[章条]|记者|通讯员|作者"
    r"|(?:局|厅|委|委员会|办公室|政府)$"
)
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


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a table; `prominent` is a look by which it could be the title."""

    text: str
    level: int = 0
    title: bool = False
    prominent: bool = False
    shape: tuple[bool, bool, int | None] = (False, False, None)  # centred, bold or large, size


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


def with_whole_title(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with the lines of a title made one: those in the middle, bold or large, that look alike."""
    first = _first(blocks)
    whole = blocks[first]
    end = first + 1
    for block in blocks[end : end + _TITLE_LINES - 1]:
        alike = block.shape[:2] == (True, True) and (block.shape, block.title) == (whole.shape, whole.title)
        if not alike or whole.level != block.level or _NO_TITLE.search(block.text) or name_of(block.text):
            break
        if _COMPLETE.search(whole.text) and not _BRACKETED.fullmatch(block.text):
            break
        if len(whole.text) + len(block.text) > SHORT or whole.text.endswith(("。", "：", "；")):
            break
        whole = replace(whole, text=whole.text + block.text)
        end += 1
    return [*blocks[:first], whole, *blocks[end:]]


def read_levels(blocks: Sequence[Block]) -> list[int]:
    """The heading level of each block: 1 for the title, 2 and more for what stands below it, 0 for text."""
    levels = [min(6, block.level + 1) if block.level else 0 for block in blocks]
    named = [at for at, block in enumerate(blocks) if block.title]
    tops = [at for at, block in enumerate(blocks) if block.level == 1]
    first = _first(blocks)
    head = blocks[first]
    if named:
        levels[named[0]] = 1
    elif tops == [first]:
        return [1 if at == first else max(2, block.level) if block.level else 0 for at, block in enumerate(blocks)]
    elif not head.level and head.prominent and len(head.text) <= SHORT and not head.text.endswith(("。", "：", "；")):
        levels[first] = 1
    return levels


def _first(blocks: Sequence[Block]) -> int:
    return next((at for at, block in enumerate(blocks) if not _LETTERHEAD.fullmatch(block.text)), 0)


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
