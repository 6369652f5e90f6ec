"""Whole clauses, objects and nouns of a claim that stand in its quotes with something else."""

import itertools
import re
from collections.abc import Sequence
from operator import attrgetter

from assistant.verification.figures import figures
from assistant.verification.same_words import FRAMING, SAME
from assistant.verification.tiles import CLAUSE, SHORTEST, Tile, tile, without_figures
from assistant.verification.topics import TOPIC
from index.fold import tagged_words, terms
from index.patterns import compiled
from index.synonyms import words_beside

_PARTED = compiled(r"[,;:。、]")
_HEADING = 6  # characters behind a topic that do not yet tell anything of it
_COUNTED = 6  # characters in which the figure of a list follows it
_HERE = compiled("[我本全][区市]|自治区|内蒙|首府|呼和浩特")  # places are for agreement.py
_BARE_FIGURE = compiled(
    "(?:[共总]?计?|合计|总共|一共|总数|总额|金额|达到?|为|有|是)*[^\\u4e00-\\u9fff]*\\d[\\d.,]*[\\u4e00-\\u9fff]{0,2}"
)
_REACHES = compiled("惠及|覆盖|涉及|涵盖|带动|受益")
# What is told of the thing before it: 达到…, 再创新高.
_MEASURES = compiled(
    "[再又也均都还]*(?:达到?|占|创|增长|增加了|下降|减少了|好于|优于|高于|低于|居|位[居列]|超过|接近|同比|环比|刷新)"
)
_IS = "包括|是指|指的是|指|即|就?是"
_EXPLAINS = compiled(f"(“[^“”]{{2,8}}”)({_IS})(?!通过)(.+)")
_ALSO = compiled("并|还|同时|也|又|此外|另|以及|而|则|再")
_FIELD = compiled("(?:在)?([^,;。]{2,8}?)(?:方面|上)$")
_LONGEST_HEAD = 16  # characters
_MOST = 0.7  # the share of its terms that makes a clause the same as another
_BARE = 6  # characters of a clause that tells no subject
_HAN = compiled("[\u4e00-\u9fff]")
_ALSO_NOUNS = frozenset("能地方数日年月内外上下")  # words that frame, and parts of nouns
_WORD = compiled("[\u4e00-\u9fff]{2,4}")


def find_moved(claim: str, sentences: Sequence[str]) -> list[str]:
    """What a claim says of another topic, object or figure than its quotes do, and nouns in the place of theirs; all
    texts as `figures.plain` gives them."""
    moved = [
        *_with_object_of_other(claim, sentences),
        *_told_of_other(claim, sentences),
        *_follows_other(claim, sentences),
        *_explained_otherwise(claim, sentences),
        *_under_other_head(claim, sentences),
    ]
    sentences = [without_figures(one) for one in sentences]
    for clause in CLAUSE.split(without_figures(claim)):
        tiles = tile(clause, sentences)
        moved += [clause[one.start : one.end] for one in tiles if _counts_more(one, clause, sentences)]
        moved += _exchanged(clause, tiles, sentences, claim)
        moved += _of_other_noun(clause, tiles, sentences)
    return moved


def _with_object_of_other(claim: str, sentences: Sequence[str]) -> list[str]:
    """Clauses whose object stands before them and is another sentence's: 非常规水，要由交易增加, of 增加黄河水."""
    found = []
    for topic, clause in itertools.pairwise(CLAUSE.split(claim)):
        named, told = tile(topic, sentences), tile(clause, sentences)
        if not named or len({one.sentence for one in told}) != 1 or _has_verb(topic):
            continue
        last, thing = told[-1], topic[named[-1].start : named[-1].end]
        sentence = sentences[last.sentence]
        rest = sentence[last.at + last.end - last.start :]
        word, tag = tagged_words(rest)[0] if rest else ("", "")
        follows = last.end == len(clause) and tag.startswith("n") and word not in clause
        if follows and tagged_words(clause)[-1][1].startswith("v") and thing not in sentence:
            found.append(f"{topic}|{clause}")
    return found


def _told_of_other(claim: str, sentences: Sequence[str]) -> list[str]:
    """Clauses without a subject (再创新高) that a claim lets follow another figure than its quote does."""
    found = []
    for before, clause in itertools.pairwise(CLAUSE.split(claim)):
        for own in (CLAUSE.split(one) for one in sentences):
            if not before or not 1 < len(clause) <= _BARE or clause not in own[1:]:
                continue
            here, there = (figures(one) for one in (before, own[own.index(clause) - 1]))
            if here and there and not here & there:
                found.append(f"{before}|{clause}")
    return found


def _follows_other(claim: str, sentences: Sequence[str]) -> list[str]:
    """Clauses that measure (达到总量的近三分之一) which a claim lets follow another clause than its quote does, and
    figures of what comes before (共30项, 惠及近百个企业) that another sentence states than that."""
    found = []
    for before, clause in itertools.pairwise(CLAUSE.split(claim)):
        if not before or not clause:
            continue
        if _BARE_FIGURE.fullmatch(clause) or (_REACHES.match(clause) and figures(clause)):
            stating = [one for one in sentences if figures(clause) <= figures(one)]
            best = max(sentences, key=lambda one: len(set(terms(one)) & set(terms(before))))
            found += [f"{before}|{clause}"] if stating and best not in stating else []
            continue
        for sentence in sentences:
            own = CLAUSE.split(sentence)
            at = next((n for n, one in enumerate(own) if n and _tells_the_same(clause, one)), 0)
            shared = [len(set(terms(one)) & set(terms(before))) for one in own]
            if not at or not any(shared):
                continue
            told = max(range(len(own)), key=lambda n: (shared[n], -abs(n - at)))
            if told > at or not all(map(_MEASURES.match, own[told + 1 : at])):
                found.append(f"{before}|{clause}")
    return found


def _explained_otherwise(claim: str, sentences: Sequence[str]) -> list[str]:
    """What a claim says that a name (“四减”) is, where a quote explains it and another sentence says this."""
    found = []
    for name, _, _ in (one.groups() for one in _EXPLAINS.finditer("\n".join(sentences))):
        own = [sentence for sentence in sentences if re.search(f"{name}(?:{_IS})", sentence)]
        for said in (one[3] for one in _EXPLAINS.finditer(claim) if one[1] == name):
            clause = CLAUSE.split(said)[0]
            told = [clause[one.start : one.end] for one in tile(clause, sentences) if one.size >= _HEADING]
            found += [f"{name}|{words}" for words in told if not any(words in sentence for sentence in own)]
    return found


def _under_other_head(claim: str, sentences: Sequence[str]) -> list[str]:
    """Clauses that a claim sets under a head (质量上，…; 培育冰雪经济，…), where what tells them has another head,
    which the claim does not name."""
    found = []
    clauses = [one for one in CLAUSE.split(claim) if one]
    for head, clause in itertools.pairwise(clauses):
        told = tile(clause, sentences)
        if not told or max(told, key=attrgetter("size")).size < _HEADING or _ALSO.match(clause):
            continue
        longest = max(told, key=attrgetter("size"))
        own, at = sentences[longest.sentence], longest.at
        first = CLAUSE.split(own)[0]
        if at < len(first) or head in own:
            continue
        named, theirs = _FIELD.match(head), _FIELD.match(first)
        if (named and theirs and theirs[1] not in claim) or (
            any(_heads(head, other) for other in sentences if other != own) and not _names_head(first, claim)
        ):
            found.append(f"{head}|{clause}")
    return found


def _heads(clause: str, sentence: str) -> bool:
    """Whether a clause is the head of what a sentence tells: 培育冰雪经济，…. A point (二是打造文化街区。) may be that
    of several sentences: assistant/verify.py looks where they stand."""
    first, *others = filter(None, CLAUSE.split(sentence))
    return bool(others) and len(first) < _LONGEST_HEAD and clause.endswith(first)


def _names_head(head: str, claim: str) -> bool:
    """Whether a claim says most of a head."""
    words = set(terms(head))
    return 2 * len(words & set(terms(claim))) >= len(words)


def _tells_the_same(clause: str, other: str) -> bool:
    """Whether two clauses measure what stands before them, in as good as the same words."""
    words, others = set(terms(clause)), set(terms(other))
    return bool(_MEASURES.match(clause) and _MEASURES.match(other)) and len(words & others) > _MOST * len(words)


def _counts_more(one: Tile, clause: str, sentences: Sequence[str]) -> bool:
    """Whether the figure that follows a tile in a clause is, in its sentence, that of a list which goes on behind it:
    来呼就业5万人, where the quote has 来呼、留呼就业5万人."""
    rest = sentences[one.sentence][one.at + one.end - one.start :]
    counted = "#" in clause[one.end : one.end + _COUNTED] and not clause.startswith("等", one.end)
    return counted and bool(re.match(r"、[^,;。#等]{1,12}#", rest))


def _exchanged(clause: str, tiles: Sequence[Tile], sentences: Sequence[str], claim: str) -> list[str]:
    """Where a clause has another noun in the place of its quote's (北疆文化符号 for 中华文化符号), or leaves one out
    before a figure (工业投资增速 for 工业技改投资增速) of which the claim has not even the beginning elsewhere."""
    found = []
    for before, after in itertools.pairwise(tiles):
        ended, between = before.at + before.end - before.start, clause[before.end : after.start]
        if before.sentence != after.sentence or after.at <= ended:
            continue
        skipped = sentences[after.sentence][ended : after.at]
        reordered = clause[before.end - 1 : after.start] in sentences[after.sentence]  # “绿数”“绿品” for “绿品”“绿数”
        if between in _ALSO_NOUNS and not reordered and skipped not in FRAMING and _HAN.fullmatch(skipped):
            found.append(f"{skipped}|{between}")  # 高耗能 for 高耗水
        if _is_adverb(between) and _is_adverb(skipped) and not _alike(between, skipped):
            found.append(f"{skipped}|{between}")  # 尽快 for 适时
        if (
            not _WORD.fullmatch(skipped)
            or skipped == "行动"
            or not _is_noun(skipped)
            or skipped in clause
            or _HERE.search(skipped)
        ):
            continue
        other = _WORD.fullmatch(between) and _is_noun(between) and not _alike(between, skipped)
        counted = (
            not between
            and skipped[:SHORTEST] not in claim
            and "#" in re.split("[,;。]", clause[after.start : after.end + _COUNTED])[0]
        )
        if other or counted:
            found.append(f"{skipped}|{between}")
    return found


def _of_other_noun(clause: str, tiles: Sequence[Tile], sentences: Sequence[str]) -> list[str]:
    """Where a clause puts a noun of another clause before what has a noun of its own before it in the quote:
    北疆优秀传统文化 for 中华优秀传统文化."""
    found = []
    for before, after in itertools.pairwise(tiles):
        if before.sentence != after.sentence or before.end != after.start or TOPIC.match(clause):
            continue
        sentence, ended = sentences[after.sentence], before.at + before.end - before.start
        behind = after.at + after.end - after.start
        if not CLAUSE.search(sentence[ended : after.at] if ended < after.at else sentence[behind : before.at]):
            continue
        put = tagged_words(clause[before.start : before.end])[-1]
        word, tag = tagged_words(clause[after.start : after.end])[0]
        own = _PARTED.split(sentence[: after.at])[-1]
        theirs = tagged_words(own)[-1] if own else ("，", "x")
        place = _HERE.search(f"{put[0]}{word}{theirs[0]}")
        nouns = tag[0] in "nabj" and tag != "ad" and _noun(put) and _noun(theirs)
        other = theirs[0] not in clause and not put[0].endswith("等") and not _alike(put[0], theirs[0])
        if nouns and other and not place:
            found.append(f"{clause[before.start : before.end]}|{clause[after.start : after.end]}")
    return found


def _noun(tagged: tuple[str, str]) -> bool:
    word, tag = tagged
    return tag[0] in "nj" and len(word) > 1 and word not in FRAMING


def _is_adverb(word: str) -> bool:
    return (
        bool(_WORD.fullmatch(word)) and word not in FRAMING and all(tag in ("d", "ad") for _, tag in tagged_words(word))
    )


def _is_noun(word: str) -> bool:
    return word not in FRAMING and all(tag[0] in "njb" or tag == "vn" for _, tag in tagged_words(word))


def _alike(one: str, other: str) -> bool:
    """Whether two words are of one sense, or one has the other in it."""
    return one in other or other in one or other in SAME.get(one, ()) or other in words_beside(one)


def _has_verb(words: str) -> bool:
    """Whether some words have a verb, names in quotation marks apart."""
    return any(tag == "v" for _, tag in tagged_words(re.sub("“[^”]*”", "", words)))
