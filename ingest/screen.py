"""What a text holds that no reader of the printed page sees, or that is meant for a machine.

Invisible characters are cut out by spans: what is quoted never has them, and its spans still lead to the file as it is.
Zero-width joiners and variation selectors that Mongolian script is written with stay.
"""

import re
from collections.abc import Iterator

from index.passage import Span
from ingest.document import Finding

_MONGOLIAN = r"[\u1800-\u18af\u180b-\u180f]"
# Zero-width and direction marks, soft hyphens, interlinear and tag characters, selectors beyond the printed ones.
_INVISIBLE = re.compile(
    rf"(?<!{_MONGOLIAN})[\u200b-\u200d\u180e]|(?<={_MONGOLIAN})[\u200b](?!{_MONGOLIAN})"
    r"|[\u00ad\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
    r"|(?<![\u3400-\u9fff\U00020000-\U000323af])[\U000e0100-\U000e01ef]"
)
_DOTS = r"[^。！？!?\n]{0,12}"
_INSTRUCTIONS = re.compile(
    rf"(?:忽略|无视|忘记|忘掉|不要理会|不要遵守|抛开|覆盖){_DOTS}(?:以上|上述|之前|先前|前面|此前|所有|一切|系统|原有|你的)"
    rf"{_DOTS}(?:指令|指示|提示|规则|要求|设定|限制|约束|对话|内容)"
    r"|(?:系统|开发者)(?:提示词?|指令|消息)[:：]|</?(?:system|instructions?|assistant)>|\[/?INST\]|<\|im_(?:start|end)\|>"
    rf"|(?:从现在起|从现在开始|接下来|请|现在)，?你(?:就?是|要?扮演|将?作为|充当|必须|只能|不再){_DOTS}(?:助手|机器人|模型|AI|人工智能|回答|角色|限制)"
    rf"|(?:ai|人工智能|大模型|语言模型|聊天机器人|助手){_DOTS}(?:在回答|回答时|必须回答|应当回答|请回答|请输出|必须输出|不得提及)"
    r"|(?:ignore|disregard|forget|override)\s+(?:\w+\s+){0,3}(?:previous|prior|above|earlier|system)\s+(?:\w+\s+)?"
    r"(?:instructions?|prompts?|rules?|messages?|context)"
    # Roles and fences of a conversation, an end of the sources that is none, and what an answer is to be.
    r"|<<[0-9a-f]{6,}>>|</?(?:sources?|documents?|context|user|question)>|[\"']role[\"']\s*:\s*[\"']"
    r"|(?:^|[\n。；])\s*(?:助手|用户|系统|assistant|user|system)\s*[:：]"
    r"|(?:原文|资料|正文|来源|文章)(?:到此|至此|全部)?(?:结束|完毕|为止)[^。\n]{0,4}(?:[。】\]]|以下|下面)"
    r"|(?:以下|下面)(?:才?是|为)(?:(?:标准|正确|官方)?答案|新的(?:用户)?(?:问题|指令|任务|对话))"
    r"|(?:阅读|读到|看到|处理)(?:本段|这段|此段|本文)[^。\n]{0,8}(?:程序|系统|模型|机器人|助手|AI)[^。\n]{0,6}(?:应|要|须|请)"
    r"|(?:回答(?:本|这个|该)问题|被问(?:到|起)|有人问(?:到|起))[^。\n]{0,20}(?:回复|回答|答案|方式|内容)[^。\n]{0,8}(?:应|为|是|[:：])"
    r"|(?:^|[\n。；])\s*(?:答案|回答|回复)\s*[:：]|(?:凡|只要)(?:被)?问(?:及|到)[^。\n]{0,12}(?:一律|都要?|必须)(?:回答|说|答复)"
    r"|请?在每个(?:答案|回答)(?:后|前|中)|(?:回答(?:问题|时)|摘要本文|总结本文)[^。\n]{0,4}(?:时|中)?请?(?:把|将|删|加|写)"
    r"|end of (?:the )?(?:sources?|documents?|context)|(?:^|\n)#+ ?(?:system|assistant|user)\b|new task:"
    r"|dear (?:ai|model|assistant)\b|(?:any|every) (?:ai|model|assistant) (?:that|who)? ?read(?:s|ing) this"
    r"|请(?:回答|回复|答复)[^。\n]{2,20}(?:为|是)[^。\n]"
    r"|(?:正确|标准)的?(?:回答|答案)(?:的?方式)?(?:是|为|[:：])"
    r"|you\s+are\s+now\s+(?:an?|the)\s|(?:reveal|print|show|repeat)\s+(?:\w+\s+){0,2}system\s+prompt",
    re.IGNORECASE,
)
_CLASSIFIED = re.compile(
    r"(?:绝密|机密|秘密)[ \u3000]*[★☆][ \u3000]*(?:[\d一二三四五六七八九十]+[ \u3000]*(?:年|个月)|长期)?"
)
_SHOWN = 40  # characters of a finding


def classified(text: str) -> str:
    """The mark of a state secret that a text bears (GB/T 9704: 机密★1年), "" if none."""
    found = _CLASSIFIED.search(without_invisible(text))
    return found[0].strip() if found else ""


def visible(text: str, span: Span) -> tuple[Span, ...]:
    """The parts of a span between its invisible characters; () when there is nothing else."""
    parts, start = [], span.start
    for match in _INVISIBLE.finditer(text, span.start, span.end):
        if match.start() > start:
            parts.append(Span(start, match.start()))
        start = match.end()
    if start < span.end:
        parts.append(Span(start, span.end))
    return tuple(parts)


def instructs(text: str) -> bool:
    """Whether a text speaks to a language model and not to its reader."""
    return bool(_INSTRUCTIONS.search(without_invisible(text)))


def without_invisible(text: str) -> str:
    """A text as it is seen."""
    return _INVISIBLE.sub("", text)


def screen(text: str) -> list[Finding]:
    """What is invisible in a text, a finding a line, and each line that tries to instruct a model."""
    return list(_findings(text))


def _findings(text: str) -> Iterator[Finding]:
    for number, line in enumerate(text.split("\n"), 1):
        body = line.removeprefix("\ufeff") if number == 1 else line  # a byte order mark hides nothing
        found = _INVISIBLE.findall(body)
        if found:
            codes = ", ".join(sorted({f"U+{ord(character):04X}" for character in found}))
            yield Finding("invisible", f"line {number}", f"{len(found)} characters ({codes})")
        plain = without_invisible(body)
        if match := _INSTRUCTIONS.search(plain):
            start = max(0, match.start() - 5)
            yield Finding("instruction", f"line {number}", plain[start : start + _SHOWN])
