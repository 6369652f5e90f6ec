"""Who is asked for his view: 王某怎么看, 李某对…有何建议."""

import re

from index.fold import dictionary_cut, tagged_words
from index.patterns import compiled

_VIEW = "看法|评价|评论|建议|要求|意见|批示|指示|态度|观点|主张|说法|想法|感受|反应"
# 怎么看, 有何建议, 说了什么, 的态度呢: what somebody says or thinks of something.
ASKS_VIEW = compiled(
    "(?:怎么|怎样|如何|咋)(?:样)?(?:看(?!病|到|出)待?|评价|评论|说|讲|想|认为|理解|要求|表态|回应|解读|点评|反应)|"
    f"(?:什么|啥|哪些|何|哪几[条点个])(?:样的)?(?:{_VIEW})|(?:的|[有持])(?:{_VIEW})(?:是(?:什么|啥|怎样)|有哪些|吗|呢|$)|"
    "(?:说|讲|提|谈|认为|觉得|建议|主张|强调|指出|表示|要求)(?:了|过|到|出|的是)*[^，。？]{0,12}?(?:什么|啥|哪)|"
    "(?:满不?满意|满意吗|欢迎吗|买账吗|支持吗|反对吗|认可吗)"
)
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华魏陶姜谢邹苏潘葛范彭鲁韦马苗方任袁柳史唐费薛雷贺汤罗毕郝"
    "邵常于傅康余顾孟黄穆萧肖尹姚汪祁毛米贝戴宋庞熊纪项祝董梁杜阮蓝闵季贾路江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍"
    "万柯卢莫房丁邓洪包左石崔吉龚程邢裴陆翁曲段侯宁仇甘武刘景龙叶司黎白赖卓乔温柴阎习申"
)
_NAME = compiled("[\u4e00-\u9fff]{2,3}")


def name_at(clause: str) -> str:
    """The name of a person with which a clause begins, "" where it begins with another word."""
    word, tag = tagged_words(clause)[0] if clause else ("", "")
    if tag.startswith("nr") and len(word) > 1 and not word.endswith(("委", "局", "办")):
        return word
    # 韩成|功: what the tagger does not know, before what is asked of somebody.
    for length in (3, 2):
        name = clause[:length]
        behind = clause[length:]
        if (
            name[:1] in _SURNAMES
            and _NAME.fullmatch(name)
            and len(dictionary_cut(name)) > 1
            and (ASKS_VIEW.match(behind) or re.match("对|说|认为|提出|觉得|主张", behind))
        ):
            return name
    return ""
