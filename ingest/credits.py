"""What lines around an article say of it: names alone, sources and dates above it, editors below it."""

import re
from dataclasses import replace
from datetime import date

from index.fold import tags
from index.passage import About

_LONGEST = 90  # characters of a line of credits
_LONGEST_BYLINE = 40
# First characters of family names, and of Mongolian names as they are written in Chinese.
_FAMILY = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖"
    "贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹"
    "申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农"
    "司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池"
    "查麻苑迟邝封官谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄"
    "平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈额呼娜萨特朝格布"
    "青其图宝斯通拉道查苏恩孛"
)
_COMPOUND = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "令狐",
    "慕容",
    "司徒",
    "夏侯",
    "呼延",
    "端木",
    "宇文",
)
_NAME = re.compile(r"^[\u4e00-\u9fff]{2,4}$|^[\u4e00-\u9fff]{1,8}·[\u4e00-\u9fff·]{1,12}$")
_POSTS_OF_THE_PRESS = re.compile(
    r"(?:本报|本刊|本网|新华社|中新社|[\u4e00-\u9fff]{2,6}(?:日报|晚报|晨报|时报|报社|新闻网|融媒|电视台|社|网|台))?"
    r"(?:融媒体?|全媒体?|首席|特约|见习|实习)?(?:记者|通讯员|实习生|评论员|撰稿人?|作者|撰文|摄影|编辑)(?:\s*[:：/／|丨])?"
    r"|(?:文|图|摄)\s*(?:[:：/／|丨]\s*|(?=\s))(?:图|文|摄影)?"
)
_ENDS = re.compile(r"(?:摄影|综合|采访|整理|口述)?(?:报道|整理|撰写|摄)$")
_FRAME = " \t\u3000□■◆●▲△☐（）()【】[]〔〕"
_BETWEEN = re.compile(r"[\s、，,;；/／|丨]+")
_LEAD = re.compile(
    r"^[^。！？\n]{0,14}?(?:讯|电)\s*[（(](?P<by>[^）)]{2,40})[）)]|[（(](?P<by2>(?:本报)?(?:记者|通讯员)[^）)]{2,40})[）)]$"
)
_ABOVE = re.compile(
    r"^[（(【\[]?(?:(?:信息|文章|稿件|新闻)?来源|(?:发布|发文|成文|印发|更新)(?:时间|日期|机构|单位)|日期|时间|作者|记者|文号|索引号)\s*[:：]"
    r"|^[（(]?(?:19|20)\d{2}\s*(?:年|-|/|\.)\s*\d{1,2}\s*(?:月|-|/|\.)\s*\d{1,2}\s*日?(?:\s|$|[^）)]{0,12}[）)]$)"
)
_BELOW = re.compile(
    r"^[（(【\[]?(?:来源|数据来源|责任编辑|责编|编辑|编审|作者|记者|通讯员|供图|摄影|图|文|校对|审核|初审|终审|监制|附件|附[:：表]|注[:：]|"
    r"联系人|联系电话|电话|地址|邮编|抄送|主送|主题词|此件|详见|扫码|日期|落款)|!\[|https?://"
)
_DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*[年\-/.]\s*(\d{1,2})\s*[月\-/.]\s*(\d{1,2})(?!\d)")
_PUBLISHER = re.compile(r"(?:来源|发布机构|发布单位)\s*[:：]\s*([^\s|丨（）()，,；;]{2,30})")
_NAMES = r"[\u4e00-\u9fff·]{2,4}(?:[\s、，,]+[\u4e00-\u9fff·]{2,4}(?![\u4e00-\u9fff：:]))*"
_AUTHOR = re.compile(rf"(?:作者|记者)\s*[:：]\s*({_NAMES})")


def name_of(text: str) -> str:
    """The name in a byline that holds nothing else ("于妍", "□本报记者 张三 通讯员 李四"), or ""; several with 、.

    A name alone must begin as names do; one that is signed with a post of the press may be any.
    """
    inner = text.strip(_FRAME)
    signed = _POSTS_OF_THE_PRESS.search(inner)
    # What remains without posts of the press has to be names and nothing else.
    rest = _ENDS.sub("", _POSTS_OF_THE_PRESS.sub(" ", inner).strip())
    names = [name for name in _BETWEEN.split(rest) if name]
    if len(inner) > _LONGEST_BYLINE or not names or not all(_NAME.match(name) for name in names):
        spaced = "".join(inner.split())
        return spaced if _is_person(spaced) else ""
    if signed and not signed.start():
        return "、".join(names)
    together = "".join(names)
    if len(names) == 2 and {len(name) for name in names} == {1} and _is_person(together):
        return together
    return "、".join(names) if all(_is_person(name) for name in names) else ""


def is_signature(text: str) -> bool:
    """Whether a byline says that it is one ("本报记者 张三")."""
    return bool(name_of(text)) and bool(_POSTS_OF_THE_PRESS.search(text))


def _is_person(name: str) -> bool:
    """Whether characters that stand alone are a person's name, and no heading of two to four characters."""
    if not _NAME.match(name):
        return False
    if "·" in name or name.startswith(_COMPOUND):
        return True
    # 文化 begins like a name and is a word; what the dictionary takes for a name (nr) or does not know may be one.
    tagged = tags(name)
    is_word = len(tagged) == 1 and not tagged[0].startswith("nr")
    return name[0] in _FAMILY and len(name) < 4 and not is_word


def author_in(lead: str) -> str:
    """The reporter named in the opening or at the end of a text ("本报呼和浩特6月12日讯（记者 张三）…"), or ""."""
    found = _LEAD.search(lead.strip())
    return name_of(found["by"] or found["by2"]) if found else ""


def is_above(text: str) -> bool:
    """Whether a line under a title says where and when the article was published, or by whom, and nothing else."""
    return len(text) <= _LONGEST and bool(_ABOVE.match(text))


def is_below(text: str) -> bool:
    """Whether a line at the end of an article names its source, editors or photographers."""
    return len(text) <= _LONGEST_BYLINE and bool(_BELOW.match(text))


def date_in(text: str) -> str:
    """The first date of a text as YYYY-MM-DD, or "" where there is none that the calendar has."""
    for found in _DATE.finditer(text):
        try:
            return date(*(int(part) for part in found.groups())).isoformat()
        except ValueError:
            continue
    return ""


def credits_of(line: str, known: About) -> About:
    """What a line such as "来源：内蒙古日报 2025-06-12 记者：张三" adds to what is known."""
    publisher, author = _PUBLISHER.search(line), _AUTHOR.search(line)
    return replace(
        known,
        published=known.published or date_in(line),
        publisher=known.publisher or (publisher[1] if publisher else ""),
        author=known.author or ("、".join(_BETWEEN.split(author[1].strip())) if author else ""),
    )
