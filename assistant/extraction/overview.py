"""What somebody says all in all, for who asks that and names nothing: the sentences with which his paragraphs begin."""

from assistant.extraction.candidate import Candidate, Ground
from assistant.extraction.choice import THRESHOLD
from assistant.extraction.fit import attributes
from assistant.extraction.voices import narrated
from assistant.understanding.query import Part
from index.patterns import compiled

_ALL_OF_IT = compiled(
    "(?:说|讲|谈|提|写|表示|介绍|主张|建议|强调)(?:了|过|到|出)*(?:些|一些)?(?:哪些|什么|啥)(?!时候|地方)|"
    "(?:怎么|怎样|如何|咋)(?:说|看|讲|谈|表示|回应|建议)|"
    "(?:什么|哪些|啥|何)(?:样的)?(?:观点|看法|主张|建议|意见|想法)|"
    "(?:观点|看法|主张|建议|意见|发言|讲话|采访|文章|内容)(?:都|主要)*(?:是什么|有哪些|是啥|呢|说(?:了|的)?(?:什么|啥))?[？?]?$|"
    "主要(?:内容|观点)|概括|总结|(?:介绍|说|讲)一?下|说说|讲讲"
)
_MOST = 6  # sentences
_SURE = 0.1  # evidence above the threshold: whose words they are is certain, what is most of it is not


def asks_for_all(part: Part) -> bool:
    """Whether a part of a question that names nothing but a person asks what the person says."""
    plain = part.asked in ("fact", "list", "how") and not (part.item or part.items or part.checks or part.must)
    return plain and bool(_ALL_OF_IT.search(part.text))


def overview(name: str, ground: Ground) -> tuple[Candidate, ...]:
    """The sentences with which the paragraphs of an author's articles begin, in order."""
    found = []
    for article in ground.people.by_name.get(name, ()):
        for passage in ground.body(article.id):
            if passage.kind != "body" or passage.cut_start or passage.needs_review or not passage.sentences:
                continue
            first = Candidate(passage, passage.sentences[0], 1.0, 1.0, THRESHOLD + _SURE, 0.0)
            if not narrated(first) and not attributes(first.text) and not first.at_cut:
                found.append(first)
    return tuple(found[:_MOST])
