"""What a question takes for granted or asks to have confirmed: figures, places, years, whose words they are."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from assistant.extraction.candidate import Candidate
from assistant.extraction.counted import alike
from assistant.extraction.fit import right_place, right_time
from assistant.extraction.whole import LESS
from assistant.understanding.query import THIS_YEAR, Part, Query
from assistant.understanding.scope import any_place
from index.fold import fold, numeral, tagged_words
from index.passage import Hit
from index.patterns import compiled

_FIGURE = compiled(r"\d+(?:\.\d+)?(?![\d.]*[年月日号·\da-z])(?:[万亿%]|个|项|条)?")
_ALL_OF_THEM = compiled(r"把[这那]?\d+[个项条样种]")  # 把8个都念一遍: of what was named before
_DAY = compiled(r"(?<![\d·])\d{1,2}·\d{1,2}(?![\d·])")  # 5·19: the name of a day
_IN_WORDS = compiled("(?<![一二三四五六七八九十百千点第])[一二两三四五六七八九十](?=[万亿])")
_AMOUNT = compiled(r"\d+(?:\.\d+)?(?:[万亿]|%)(?=[元人名]|$|[\u4e00-\u9fff])|\d{3,}(?=[个项条家人名座场])")
_ENDS_A_PLACE = compiled("[湖海山河岛寺庙村镇站沟泉峡]$")
_IS_YEAR = compiled(r"^20\d\d$")
_CLAIMED = compiled(
    r"\d[\d.,]*(?:多|余)?[万亿]?%?|(?<![\u4e00-\u9fff])[一二三四五六七八九十]+[万千百]|第?[一二三四五六七八九十](?:期|批|届|季度)|"
    "第[一二三四五六七八九十](?=产业)"
)
_AIM = compiled("目标|任务|指标|计划(?!单)")
_IS_AIM = compiled("(?:目标|任务|指标)[^，。？还]{0,6}?(?:是|为)[^，。？还]{0,4}\\d(?![^？]*还是)")
_OF_THE_AIM = 0.35  # the share of a question's words that the sentence with the aim says
_TELLING = 3  # characters of a figure that stands but once
_ABOUT = 0.5  # the share of a question's words that a sentence about it says
_ASKS_WHETHER = "(?!.{0,2}(?:有没有|有无|是否|是不是|可曾))"
_SAYS_THE = (
    r"(?:为什么|为何|为啥)?(?:在[^，。？]{1,8}[上里中])?[^，。？]{0,3}?"
    r"(?:(?<![没不])(?:说|提|讲|主张|建议|举|点名|写)(?!.{0,3}(?:什么|啥|哪|怎|咋|没))|"
    r"(?:认为|觉得|指出|表示|强调)(?=[^，。？怎咋啥哪]*[吗吧][？?]?$))"
)


def known_figures(text: str, hits: Sequence[Hit]) -> list[str]:
    """The figures of a question, with their units, that the passages found have: who asks about 21.2% wants what is
    said of that, and a figure that nobody states is what the question got wrong."""
    text = _ALL_OF_THEM.sub("把", text)
    figures = [figure for figure in _FIGURE.findall(_in_digits(text)) if not _IS_YEAR.match(figure)]
    figures += _DAY.findall(text)
    counted = (way for figure in figures for way in _counted_so(figure))
    return [way for way in counted if any(states(way, hit.passage.text) for hit in hits)]


def _counted_so(figure: str) -> tuple[str, ...]:
    """A figure with its measure, and with the other one that counts measures: 32项 for 32条."""
    other = {"条": "项", "项": "条"}.get(figure[-1:], "")
    return (figure, figure[:-1] + other) if other else (figure,)


def takes_for_granted(text: str, hits: Sequence[Hit]) -> bool:
    """Whether a question rests on an amount that no passage found states: 为什么给每人发10万元安家费."""
    amounts = _AMOUNT.findall(_in_digits(text))
    return any(not any(states(amount, hit.passage.text) for hit in hits) for amount in amounts)


def names_unknown_place(text: str, known: Callable[[str], bool]) -> bool:
    """Whether a question names a place of which no article has two characters in a row: 为什么放进哈素海 rests on what
    nobody said. `known` tells whether they have a pair."""
    ours = {at for found in any_place().finditer(text) for at in range(found.start(), found.end())}
    places, at = [], 0
    for word, tag in tagged_words(text):
        place = tag == "ns" or (tag == "nr" and _ENDS_A_PLACE.search(word))
        cut = at > 0 and known(text[at - 1 : at + 1])  # 呼包|鄂三地
        if place and not cut and len(word) > len("某地") and not ours & set(range(at, at + len(word))):
            places.append(word)
        at += len(word)
    return any(not any(known(one[i : i + 2]) for i in range(len(one) - 1)) for one in places)


def _in_digits(text: str) -> str:
    """A folded text with the numerals before 万 and 亿 in digits, and 5亿 for 5个亿."""
    text = re.sub("个(?=亿)", "", fold(text))
    return _IN_WORDS.sub(lambda found: str(numeral(found[0])), text)


def states(figure: str, text: str) -> bool:
    """Whether a text has a figure, and not only as part of a longer one: 30项 is not in 130项."""
    return bool(re.search(rf"(?<![\d.]){re.escape(figure)}(?!\d|\.\d)", fold(text)))


def telling(figure: str) -> bool:
    """Whether a figure says by itself which sentence is meant: 21.2那个数."""
    return len(figure.rstrip("万亿%个项条")) >= _TELLING


def counted_otherwise(figure: str, sentence: str) -> bool:
    """Whether a sentence has another figure where a question has this one: 32项 for 30项."""
    measure = figure.lstrip("0123456789.")
    found = re.findall(rf"(?<![\d.])\d[\d.]*(?=[多余]?{re.escape(measure)})", fold(sentence)) if measure else []
    return bool(found) and figure.removesuffix(measure) not in found


def stands(figure: tuple[str, str, str], candidates: Iterable[Candidate]) -> bool:
    """Whether a sentence about what is asked has a figure, as number, measure and thing, as the question has it."""
    number, measure, thing = figure
    counted = re.escape(thing[:2]) if thing else "|".join(map(re.escape, alike(measure)))
    pattern = re.compile(rf"(?<![\d.]){re.escape(number)}(?![\d.])[^\d，。]{{0,3}}(?:{counted})")
    return any(pattern.search(fold(one.text)) for one in candidates if telling(number) or one.own >= _ABOUT)


def without_claimed(part: Part, hits: Sequence[Hit]) -> Part:
    """A claim without what may be wrong with it: figures, numbers of order, and names that no passage found has."""
    text = _CLAIMED.sub(" ", part.text)
    for name in part.must:
        if not any(name in fold(hit.passage.text) for hit in hits):
            text = re.sub(re.escape(name), " ", text, flags=re.IGNORECASE)
    words = tuple(forms for forms in part.in_chinese if not forms[0][0].isdigit())
    return replace(part, text=text, must=(), items=0, in_chinese=words)


def presumes(question: str, person: str) -> bool:
    """Whether a question takes it for granted that a person said something (史卉提的那个平台), rather than asks."""
    if re.search(rf"{re.escape(person)}[把将][^，。？]{{2,16}}?(?:叫作?|称作?|称为|比作|说成|形容)", question):
        return True
    if re.search(rf"{re.escape(person)}(?:的|那[个套条些]|的那[个套条些])[“‘]", question):
        return True  # 廖雁渝那个“一控、四减、两增”
    return bool(re.search(re.escape(person) + _ASKS_WHETHER + _SAYS_THE, question))


def of_other(best: Candidate, part: Part, query: Query, claimed: bool = False) -> tuple[str, str]:
    """Of which place or year a figure is, and for which it was asked to be confirmed or is `claimed` to be; ("", "")
    where they agree."""
    region = best.passage.article.region
    if not (part.checks or claimed) or not re.search(r"\d", fold(best.text)):
        return "", ""
    if query.region and region and region != query.region and not right_place(best, part, query):
        return region, query.region
    if query.year and not right_time(best, part, query):
        other = THIS_YEAR - 1 if query.year == THIS_YEAR else THIS_YEAR
        return f"{other}年", f"{query.year}年"
    return "", ""


def which_state(
    figures: Sequence[str], own: Sequence[Candidate], part: Part, query: Query
) -> tuple[list[Candidate], Sequence[str]]:
    """The candidates that state the figures of a question, and the figures; none of these where the question got them
    wrong, and the candidates are those that say how many it really is."""
    stating = [one for one in own if all(states(figure, one.text) for figure in figures)]
    action = part.action or query.action
    if part.checks and figures and stating and (of_action := _of_action(figures, own, stating, action)):
        return of_action, ()
    if own and figures and not any(map(telling, figures)):
        # 共30项措施, and theirs are 32: the figure is another's, and the true one answers.
        otherwise = [one for one in own if all(counted_otherwise(figure, one.text) for figure in figures)]
        if not stating or (otherwise[:1] == own[:1] and own[0].own >= stating[0].own + LESS):
            return otherwise, ()
    if part.checks and stating and (aims := _aims(figures, own, stating, part)):
        return aims, ()
    if figures and stating and query.year_of(part) and not part.checks:
        # 2024年只有5万人: that is the target of this year, and what came of the last one answers.
        right = (one for one in own if right_time(one, part, query))
        then = [one for one in right if all(counted_otherwise(figure, one.text) for figure in figures)]
        if then and not any(right_time(one, part, query) for one in stating):
            return then, ()
    return stating, figures


def _aims(
    figures: Sequence[str], own: Sequence[Candidate], stating: Sequence[Candidate], part: Part
) -> list[Candidate]:
    """The candidates that state an aim of the same measure, where a question takes a figure for one and those that
    have it state none: 今年的目标是5.56万人，对吗, and so many it was last year."""
    if not figures or not _IS_AIM.search(part.text) or any(_AIM.search(one.text) for one in stating):
        return []
    aims = (one for one in own if _AIM.search(one.text) and one.own >= _OF_THE_AIM)
    return [one for one in aims if all(counted_otherwise(figure, one.text) for figure in figures)]


def _of_action(
    figures: Sequence[str], own: Sequence[Candidate], stating: Sequence[Candidate], action: str
) -> list[Candidate]:
    """The candidates of an action that count otherwise, where those that state the figures are all of another:
    就业促进行动是不是32项措施, and those are 30."""
    if not action or any(one.passage.article.action in ("", action) for one in stating):
        return []
    of_it = (one for one in own if one.passage.article.action == action)
    return [one for one in of_it if any(counted_otherwise(figure, one.text) for figure in figures)]
