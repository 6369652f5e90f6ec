"""Numbers and addresses by which a person could be known: telephone, identity card, bank card, mail."""

import re

from index.patterns import compiled

STRUCK = "〔已隐去〕"
_PERSONAL = compiled(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\d)(?:\d[ -]?){10,18}[\dXx](?!\d)|(?<!\d)0\d{2,3}-?\d{7,8}(?!\d)",
    re.ASCII,
)
_MINE = compiled(r"(?:(?:我|本人|俺)的?)?(?:电话|手机号?|号码|身份证号?|卡号|微信|邮箱)?(?:是|为|[:：])?\s*〔已隐去〕")


def strike(text: str) -> str:
    """A text in which each of them is struck."""
    return _PERSONAL.sub(STRUCK, text)


def without_persons(text: str) -> str:
    """A question without them and without what introduces them: they are never what is asked about."""
    return _MINE.sub(" ", strike(text)).strip() or text
