"""What a reader takes over from the question and from the sentences before: a place, a speaker, a year.

Each sentence is checked by itself, and several are read together: 有4200多公里的边境线 behind a sentence of a city
gives the city what is the region's. So a sentence that names neither is told with its own, where another's would be
read into it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.understanding.english import in_english
from assistant.understanding.naming import same_names
from assistant.understanding.query import THIS_YEAR
from assistant.verification.attributed import bodies_of
from assistant.verification.dates import year_told
from assistant.verification.figures import figures
from assistant.verification.places import places_of
from assistant.verify import Supported
from index.fold import fold
from index.passage import Article
from index.patterns import compiled
from index.terms import load_terms

_HERE = compiled("[我本全][区市]|自治区|首府")
_NOW = compiled("今年|目标|计划|力争|任务|下一步|接下来|打算")
_WHEN = compiled(r"[去今明前上]年|20\d\d年|过去|以来|目标|计划|力争|将(?!近)|要(?!求)|近年|截至|已")


@dataclass(frozen=True, slots=True)
class Context:
    """What is understood without being said: a region, the author who was named last, whether this year is spoken of;
    "" and False for nothing."""

    region: str = ""
    author: str = ""
    now: bool = False


def read_on(context: Context, text: str, articles: Sequence[Article]) -> Context:
    """The context behind a text, a question or a sentence of an answer, by what it names; `articles` are those whose
    authors and bodies may be named."""
    said = same_names(text)
    places = sorted((said.find(fold(one.name)), one.name) for one in load_terms().regions if fold(one.name) in said)
    who = next((one for one in articles if _names(one, text)), None)
    region = places[0][1] if places else who.region if who else context.region  # what comes first is spoken of
    now = bool(_NOW.search(text)) or (context.now and not _WHEN.search(text))
    return Context(region, who.author if who else context.author, now)


def told_apart(supported: Supported, context: Context) -> Supported:
    """A sentence with whose it is, where and when, as far as the context would say otherwise; the words of a quote stay
    as they are, and a sentence in English, which is held to its article's place by itself (translated.py)."""
    articles = list(dict.fromkeys(passage.article for passage, _ in supported.quotes))
    text = supported.text
    own = len(articles) != 1 or any(_names(one, text) for one in articles) or in_english(text)
    if supported.how == "quoted" or own:
        return supported
    (article,) = articles
    if figures(text) and context.now and not _WHEN.search(text) and year_told(supported.quotes) == THIS_YEAR - 1:
        text = f"去年，{text}"
    elsewhere = context.region not in ("", article.region) and not places_of(text) and not _HERE.search(text)
    if article.author and context.author not in ("", article.author):
        text = f"{article.author}：{text}"
    elif article.region and article.author != context.author and elsewhere:
        text = f"{article.region}：{text}"
    return replace(supported, text=text)


def _names(article: Article, text: str) -> bool:
    """Whether a text names an article's author, or a body of his."""
    return (bool(article.author) and article.author in text) or any(form in text for form in bodies_of(article))
