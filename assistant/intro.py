"""What a question begins with and does not ask about: a greeting, who asks, and for what the answer is wanted."""

import re

_START = r"(?:^|(?<=[，,。；;！!]))\s*"
_WORK = "论文|材料|报告|作业|稿子?|提纲|文章|课件|简报|总结"
_INTRODUCES = re.compile(
    rf"{_START}(?:(?:你好|您好|请教|想?请教(?:一下|下|您|你)?|(?:我?想)?(?:问问|问一下|问下)|打扰了?|麻烦问下)[，,。！!：:\s]+"
    rf"|(?:我们?|本人)是[^，。？?]{{1,14}}(?:学生|大[一二三四]的?|研[一二三]的?|研究生|记者|编辑|实习生|新人)[，,。]"
    rf"|(?:我们?|本人)?(?:正?在|正|要|想)?(?:写|撰写|起草|拟|准备|整理|做)(?:一?[份篇个])?[^，。？?：:]{{0,16}}?(?:{_WORK})(?:想?(?:引|引用)(?:一句|一下)?|要用|时|用)?[，,。：:]"
    r"|(?:老师|领导|主编|单位|同事)(?:让|叫|要求?)(?:我们?)?(?:去)?(?:找|查|看|读|整理)(?:一下)?)"
)


def without_introduction(question: str) -> str:
    """A question without them; all of it where nothing else is said.

    Their words are none of an answer's, and each would count as a thing that the articles do not have.
    """
    rest = question
    while (left := _INTRODUCES.sub("", rest).strip()) != rest:
        rest = left
    return rest if len(rest) > _LEAST else question


_LEAST = 3  # characters of a question
