"""A question in English: taken apart, and each of its questions put into the words of Chinese policy texts."""

import re
from collections.abc import Collection
from dataclasses import replace

from assistant.understanding.asked import asked_for
from assistant.understanding.misprints import in_latin
from assistant.understanding.query import Part
from assistant.understanding.scope import YEAR
from index.patterns import compiled
from index.synonyms import in_chinese, talk

_HAN = compiled("[\u4e00-\u9fff]")
# For a briefing note I need …: what the answer is for.
_WHAT_FOR = compiled(
    r"^(?:(?:for|in) (?:a|an|my|our|the) (?:[\w'-]+ ){0,3}?(?:note|report|article|brief|briefing|paper|thesis|story|"
    r"memo|presentation|class|homework|caption|translation)s?(?: notes?| paper)?,? )?"
    r"(?:i (?:need|want|would like|am looking for) )?",
    re.IGNORECASE,
)
_IN_BRACKETS = compiled("[（(][\u4e00-\u9fff、·]{2,12}[)）]")
_ASKING = r"(?:how|what|which|who|whom|whose|when|where|why)\b"
_ASKS = compiled(_ASKING, re.IGNORECASE)
_SPLIT = compiled(rf"[?;，]\s*(?:and\s+)?|,\s*(?:and\s+)?(?={_ASKING})|\s+and\s+(?={_ASKING})", re.IGNORECASE)
_LEANS = compiled(
    r"^(?:and|but|so|then|also|(?:and )?(?:what|how) about|whose|who (?:said|says|proposed|suggested)|why|more)\b|"
    r"\b(?:it|its|they|their|them|he|his|him|she|her|this one|that one|the same)\b|\b(?:that|this)[?.]?$",
    re.IGNORECASE,
)
_WORDS_OF_A_FOLLOW_UP = 8
_COUNTED = compiled(
    r"(?:how many|number of|which) (?P<many>(?:[\w'-]+ ?){1,4})|"
    r"(?:what(?:'s| is| was| are| were| will be)|how (?:high|low|large|big|long) (?:is|was|are|were)) "
    r"(?P<one>(?:[\w'-]+ ){0,5}?[\w'-]+)(?= (?:of|for|in|at|on|per|to|by|last|this|that|which)\b|[?.]|$)",
    re.IGNORECASE,
)
_HOW = compiled(r"\bhow (?:high|low|large|big|long|old|far|much|many)\b", re.IGNORECASE)
# When she talks about officials, what does she warn of? asks for no date.
_WHILE = compiled(
    r"(?:when|while|where)\s+(?!(?:is|are|was|were|do|does|did|will|would|can|could|should|has|have|had|exactly)\b)",
    re.IGNORECASE,
)
_NEEDS = compiled(r"\b(?:need|get|obtain|require|apply for|buy|book|rent) (?:a|an|any) (?P<what>[a-z]+)", re.IGNORECASE)
_CONFIRMED = compiled(r", right$", re.IGNORECASE)
_NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ALL_OF_THEM = compiled(rf"\b(?:all|all of the|which|what|the) ({'|'.join(_NUMBERS[2:])})\b", re.IGNORECASE)
_MEASURES = {"%": "share|percent|percentage|proportion", "公里": "kilomet(?:er|re)s?|km"}
# Ends the words of what is counted: how many jobs *did*.
_VERB = compiled(
    r"\b(?:is|are|was|were|do|does|did|will|would|can|could|should|has|have|had|in|of|on|at|for|to|from|by|there|that|"
    r"were|visited|live|work)\b.*",
    re.IGNORECASE,
)
_PLANS = compiled(r"\b(?:targets?|goals?|plans?|planned|aims?)\b", re.IGNORECASE)


def in_english(text: str) -> bool:
    """Whether a text is in Latin letters, but for names that are given in Chinese too: Shi Hui (史卉)."""
    text = _IN_BRACKETS.sub("", text)
    return not _HAN.search(text) and any(character.isalpha() for character in text)


def leans_in_english(question: str) -> bool:
    """Whether an English question takes what it lacks from the one before."""
    return bool(_LEANS.search(question)) and len(question.split()) <= _WORDS_OF_A_FOLLOW_UP


def gloss_of(text: str, authors: Collection[str]) -> str:
    """An English text in Chinese words: those whom it names, then what it says."""
    named, rest = in_latin(text, authors)
    said = re.findall(r"[a-z]+|\d[\d.,%]*", text.lower())
    years = [phrase for phrase in ("this year", "last year", "next year") if phrase in " ".join(said)]
    return " ".join([*named, *years, *(forms[0] for forms in in_chinese(rest))])


def english_parts(text: str, authors: Collection[str]) -> tuple[Part, ...]:
    """The questions that stand in an English one."""
    pieces: list[str] = []
    text = _WHAT_FOR.sub("", text)
    for piece in (found.strip() for found in _SPLIT.split(text) if found.strip(" .")):
        # What asks nothing (in Hohhot, ...) belongs to the question beside it.
        if pieces and (not (_ASKS.match(piece) and _ASKS.match(pieces[-1])) or _WHILE.match(pieces[-1])):
            pieces[-1] += f" {piece}"
        else:
            pieces.append(piece)
    around = gloss_of(text, authors) if len(pieces) > 1 else ""
    return tuple(replace(_part_of(piece, authors), around=around) for piece in pieces)


def english_leaning(last: str, question: str, authors: Collection[str]) -> tuple[Part, ...]:
    """The last question once more, as an English one changes it; what the new one names has to be in an answer."""
    if re.search(r"\blast year\b|\bactual|\bachieved\b|\b20(?:1\d|2[0-4])\b", question, re.IGNORECASE):
        last = _PLANS.sub(" ", last)
    both = _part_of(f"{last} {question}", authors)
    asked = asked_for(question)
    own = in_chinese(in_latin(question, authors)[1])
    said = [forms[0] for forms in own if _HAN.match(forms[0]) and len(forms[0]) > 1]
    must = tuple(word for word in said if word not in talk() and not YEAR.search(word))
    return (
        replace(both, asked=asked if asked != "fact" else asked_for(last), must=() if asked == "speaker" else must),
    )


def _part_of(piece: str, authors: Collection[str]) -> Part:
    asked = asked_for(_WHILE.sub(" ", piece))
    needed = _NEEDS.search(piece)
    measure = next((one for one, said in _MEASURES.items() if re.search(rf"\b(?:{said})\b", piece, re.IGNORECASE)), "")
    words = in_chinese(_HOW.sub(" ", in_latin(_CONFIRMED.sub("", piece), authors)[1]))
    return Part(
        text=f"{gloss_of(piece, authors)} {piece}",
        asked=asked,
        measure=measure if asked == "number" else "",
        items=_so_many(piece) if asked == "list" else 0,
        in_chinese=tuple(forms for forms in words if forms[0] not in talk()),
        about=_counted(piece) if asked in ("number", "list") and not measure else (),
        label=piece,
        must=tuple(forms[0] for forms in in_chinese(needed["what"])) if needed else (),
    )


def _so_many(piece: str) -> int:
    """How many things an English question wants listed (all six, which two); 0 if that is not said."""
    found = _ALL_OF_THEM.search(piece)
    return _NUMBERS.index(found[1].lower()) if found else 0


def _counted(piece: str) -> tuple[str, ...]:
    """The ways of saying what is counted, measured or to be listed, () where the table does not have it."""
    found = _COUNTED.search(piece)
    if not found:
        return ()
    thing = _VERB.sub("", found["many"] or found["one"]).strip()
    if found[0].lower().startswith("which") and not re.search(r"(?<!')s$", thing):
        return ()  # which region: one thing, and none of several that a sentence would have to list
    said = [forms for forms in in_chinese(thing) if _HAN.match(forms[0])]
    return said[-1] if said else ()
