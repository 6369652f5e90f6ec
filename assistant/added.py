"""What a claim says that its quotes do not: the words that are left when all that the quotes carry is taken away.

A restatement uses the words of what it restates, in another order, with other words around them. So each character of
a claim must stand in its quotes beside a neighbour that it has in the claim too, or belong to a word that only ties
sentences together or tells what is being told (将, 包括, 办法是), or to a word whose synonym the quotes have. What is
left is a thing, a deed or a property that the quotes do not speak of: 农业 for 工业, 较低 for 较高, 已经 for 将.
"""

import itertools
import re
from collections.abc import Iterable, Sequence

from assistant.figures import find_figures
from index.fold import dictionary_cut, tags
from index.synonyms import find_synonyms, says

# Words that state nothing by themselves: they tie, introduce, or say that something is said or meant to be done. Words
# of cause, of denial, of degree, of what is done already and of how many are left out: they state something.
_WORDS = """
要 将 会 是 的 地 得 了 着 并 并且 而 而且 和 与 及 以及 同 跟 或 也 还 又 则 即 就 在 于
以 从 到 由 被 把 对 对于 为 为了 为此 因此而 给 向 往 让 使 用 靠 按 按照 根据 依据 关于 针对
围绕 通过 借助 采取 采用 利用 此外 另外 同时 其次 首先 再次 最后 然后 接着 接下来 下一步 今后 未来
当前 目前 其 该 这 这些 那 此 它 它们 他 他们 她 自己 有 有着 接近 具有 拥有 存在 共 共有 共计
一共 总共 合计 达 达到 达成 来 去 上 中 里 下 内 外 间 之 之一 所 者 等 等等 等方面 方面 来说
来看 看来 而言 包括 包含 涵盖 例如 比如 诸如 其中 分别 分别是 具体 具体来说 主要 主要是 一方面
另一方面 既 不仅 不但 既要 且 如 为的是 是指 指 指的是 叫 称 称为 即是 作为 当作 属于 算 称之为 说
表示 介绍 指出 认为 提出 提到 强调 建议 主张 呼吁 谈到 讲 写道 写到 说明了 后 据 文章 文中 报道
报纸 本报 记者 作者 专家 采访 受访 内容 目的 办法 做法 方法 方式 途径 举措 措施 工作 事项 问题 思路
打算 计划着 准备 应 应当 应该 需 需要 须 可 可以 能 能够 希望 想 进行 开展 展开 推行 实行 实施
推进 推动 加以 予以 给予 作出 做出 做 做好 做到 搞 搞好 抓 抓好 落实 以便 便于 从而 进而 用来 用于
在内 起 起来 时 时候 之时 期间 过程中 当中 之中 本 本次 一 一个 一项 一场 一种 个 位 种 那么 个人
如何 怎样 什么 哪些 尽早 原因 理由 结果 情况 情形 名称 名字 名叫 题为 当天 当日 获得 得到 取得
争取到 受到 得以 出 成 成为了 好 之后 以后 之前 年 月 日 号 拿到 遇到 碰到 面对 产出 放在 都
重点看 要实现 将实现 以实现 旨在 涉及 适用 适用于 列出 列举 举办 共同 一同 一起 走 形式 设 设有 位于
处在 处于 正在 属 归 呢 吧 啊 吗 嘛 请 来自 出自 并将 还要 还将 也要 也将 则要 则是 而是要 难题
特点 特征 定为 定在 名列 做成 打造成 建成为 有关 相关 方 其他 一手 目光 常 开设 数 数量 人数 总量
金额 比重 比例 占比 占 规模 水平 职务 身份 担任 任 现任 姓名 单位 部门 负责人 这样 那样 同样 一样
均 皆 系 各项 各类 所谓 一道 定位 定位为 注入动力 上述 前述 所述 述 该项 这项 这次 此次 这一 这种
该市 另 另有 还有 还包括 还提出 与此同时 除此之外 不仅如此 在此基础上 层面 领域 角度 环节 渠道 路径
策略 力求 力图 致力于 着手 着眼于 注重 强调了 提出了 提出要 透露 坦言 阐述 分析 补充 解读 回应 资料
材料 数据 显示 表明 据悉 综上 总之 总体 总的来说 意在 得到了 有所 一些 有些 有的 两者 二者 三者 可谓
可见 即为 也就是 也就是说 换言之 其一 其二 其三 其四 同期 本市 本区 当地 该局 该行动 这一行动 具体措施
自身 地点 来实现 出来 过来 下来 随着 用以 在于 以期 借此 以此 从中 正是 围绕着 呈现出 现今 如今
主要措施 助力 助推 呈现 依靠 依托 相比 相较 再加上 加上 变得 积极 大力 切实 着力 全力 扎实 有序 稳步
逐步 陆续 深入 进一步 充分 认真 努力 更加 更为 尤其 特别 额 数额 额度 各市 这方面 常会 往往 常常
三方面 几方面 多个方面 等方面的 之列 一并 随之 相应 相应地
"""
# A character that stands somewhere in the quotes may stand for its word (市、县 for 市、县（开发区）), but not where
# the quotes have its opposite; what is denied is looked at in assistant/agreement.py.
_PAIRS = "南北 东西 高低 大小 多少 增减 前后 上下 内外 强弱 快慢 升降 新旧 优劣 入出 长短 难易 南西 南东 北东 北西"
_OPPOSITES = _PAIRS.split()
_OPPOSITE = {
    one: "".join(pair.replace(one, "") for pair in _OPPOSITES if one in pair) for one in set("".join(_OPPOSITES))
}
# Words of the same sense in reports and plans, which the table of questions (index/synonyms.json) does not have.
_SAME = tuple(
    pair
    for words in (
        "难以 很难",
        "吸纳 吸收",
        "惠及 受益",
        "持续 坚持 不断 继续",
        "走进 送进 深入",
        "尚 还 仍",
        "低于 偏低",
        "高于 偏高",
        "编印 编写",
        "完善 健全",
        "提升 提高 增强 强化",
        "不足 欠缺 缺乏 短缺",
        "困难 难题 难点",
        "杜绝 防止 避免",
        "为企业争取 帮企业争取",
        "已完成 完成",
        "已全部完成 全部完成",
        "相比偏低 偏低",
        "有赖于 需要",
        "计划 将",
        "计划 争取",
        "计划 力争",
        "计划 加快",
        "有些 有的",
        "缓解 减轻",
        "例如 如",
        "位于 地处",
        "迈进 迈向",
        "广泛宣传 广泛传播",
        "培养 培育",
        "构建 建立",
        "搭建 建立",
        "加大 强化",
        "推出 开设",
        "惠及 兑现",
        "拥有 具有",
        "优化 改善",
        "引入 引进",
        "好于 优于",
        "优于 好于",
        "展开 开展",
        "编制 制定 拟定 制订",
        "打破 破除 破解",
        "引导 引领",
        "短时间 短期",
        "加速 加快",
        "扩大 拓展 拓宽",
        "降低 减少",
        "缩短 压缩",
        "提供 给予",
        "保障 确保",
        "汇聚 集聚 聚集",
        "挖掘 发掘",
        "解决 化解 破解",
        "制约 限制",
        "均衡 平衡",
        "弥补 补齐",
        "明确 确定",
        "加强 强化",
        "推广 普及",
        "促进 推动 带动",
        "支持 扶持",
        "清理 清除",
        "修订 修改",
        "简化 精简",
        "便利 方便",
        "众多 许多 很多 大量 诸多",
        "紧扣 紧紧围绕 紧密围绕",
        "紧密 紧紧",
        "编辑印制 编印",
        "相匹配 匹配",
        "守住 严守 坚守",
        "选取 萃取 提取",
        "控制住 控制",
        "划清 厘清 理清 明确",
        "厚实 厚植",
        "联合 携手 会同",
        "举办 办好 举行",
        "开拓 拓展",
        "筑牢 夯实 打牢",
        "增进 增强",
        "改进 改善",
        "减轻 降低 减少",
        "精简 减少",
        "完备 完善",
        "多次 屡次",
        "逐渐 逐步",
        "当前 目前 眼下 现阶段",
        "需求 需要",
        "仍旧 依然 仍然 仍",
        "尽管 虽然",
        "培训 训练",
        "聚集 扎堆",
        "激发 激活",
        "释放 激发",
        "听取 倾听",
        "倡导 提倡",
        "借鉴 参考",
        "严防 谨防 防止",
        "遏制 抑制",
        "彰显 展现 展示 体现",
        "弘扬 发扬",
        "传承 继承",
        "多样 多元",
        "丰富 多样",
        "迅速 快速",
        "常态化 经常化",
        "共建 共同建设",
        "强调 着重",
        "相符 符合",
        "召开 举行",
        "发布 出台 推出",
        "达成 实现",
        "促使 推动",
        "帮助 助力 帮扶",
        "首个 第一个",
        "首次 第一次",
        "坐落 地处 位于",
        "打通 畅通",
        "查处 整治",
        "审慎 谨慎",
        "提炼 凝练",
        "沿用 延续",
        "壮大 做大",
        "培植 培育",
        "融进 融入",
        "联通 连通",
        "探究 探索",
        "研讨 探讨",
        "期望 期待",
        "得到 获得",
        "带动 拉动",
        "集中 聚集",
        "减缓 缓解",
        "跟踪 追踪",
        "增添 添加",
        "铸就 塑造",
        "塑造 打造",
        "稳住 稳",
        "创造 营造",
        "大批 大量",
        "各异 各不相同",
        "偏高 较高",
        "偏低 较低",
        "降下来 减少 降低",
        "避免 防范",
    )
    for pair in itertools.permutations(words.split(), 2)
)
# Words that say no more than words of the quotes, which themselves say more: 的目标是 of what one will make (打造), but
# not 打造 of a goal; a 挑战 is any of its troubles, 约 is said by 近. A word of the first may be said of the last.
_SAYS_LESS = (
    ("目标", "打造 创建 力争 争取 计划"),
    ("力争|争取|力求", "将 打造 创建 计划 目标 加快"),
    ("挑战|困难", "压力 困难 不足 制约 脱节 短缺"),
    ("约", "近 左右"),
    ("发挥(?=[^,;。]{0,6}作用)", "作用"),
    ("坚持", "要 持续 落实"),
    ("岗位", "薪资 职业"),
    ("赋能", "应用 运用 支撑 带动"),
    ("留出", "给予"),
    ("修建|兴建", "建设"),
    ("增加|增多", "增长"),
    ("紧张", "趋紧"),
    ("带来的(?=影响)", "的影响"),
    ("重点", "聚焦 围绕 突出 着力 关键"),
    ("更[强有多]", "增强 更强 更有 更多"),
    ("更有(?=效|序)|更高", "提升 提高 增强"),
    ("近些", "近年"),
    ("已经?", "截至"),
    ("最重要的?(?:工作|任务)?|最重", "重中之重"),
    ("负责", "安排 牵头 承担"),
    ("[提升]上[来去]", "提高 提升 加快"),
)
_DENIES = "不没未无非"
# What a unit already says is measured.
_MEASURED = (("面积", "平方公里|亩|平方米"), ("全长|总长|长度|长", "公里|米"), ("金额|资金额", "元"), ("重量", "吨"))
FRAMING = frozenset(_WORDS.split())
_STATING = frozenset(
    "已曾最仅只唯都全均皆不没未别勿非无必永绝从尚几约近超首率再又重免优先提前按如期立马随独单亲极很太更较越略仍刚才将正就常频每因致使却但虽若即"
)
_PAIR = 2
_LENGTH = max(map(len, FRAMING))
_ORDINAL = re.compile(r"第[一二三四五六七八九十\d]+(?![个,:是])")
_ALL = re.compile("所有|全部|一律|普遍|任何|每[一个家位名项]|全境|唯一|只有|仅仅|必须|必定|一定|绝对|完全|彻底|永远")
_CAUSE = re.compile("由于|因为|因此|因而|所以|导致|致使|归因于|得益于|源于|缘于|归咎于|的(?:结果|后果|产物|缘故)")
# 第一, where the quotes have 一是; 已取得, where they have 取得了.
_NUMBERED = re.compile("(?<![\u4e00-\u9fff])第([一二三四五六七八九])(?=[,:是])")
_ALREADY = re.compile("已经?([\u4e00-\u9fff]{2})")
_FOREIGN = re.compile(r"[^\W\d_\u3400-\u9fff]+")
_HAN = re.compile(r"[\u3400-\u9fff]+")


def find_added(claim: str, known: str) -> list[str]:
    """The stretches of a claim that neither stand in `known` nor frame nor have a synonym there, both texts as
    `figures.plain` gives them."""
    pairs = {known[at : at + 2] for at in range(len(known) - 1)}
    left = [
        one for one in [*_ORDINAL.findall(claim), *_ALL.findall(claim), *_CAUSE.findall(claim)] if one not in known
    ] + _turned(claim, known)
    # Words of other scripts must stand there as they are: nobody can tell what else they say.
    left += [one for one in _FOREIGN.findall(claim) if one not in known]
    claim = _NUMBERED.sub(lambda found: found[1] if f"{found[1]}是" in known else found[0], claim)
    claim = _ALREADY.sub(lambda found: found[1] if f"{found[1]}了" in known else found[0], claim)
    for words, units in _MEASURED:
        claim = re.sub(rf"({words})(?:达|为|约|是|有|共)*(?=\d[^,;。]{{0,8}}?(?:{units}))", "", claim)
    for _, start, end in find_figures(claim):
        claim = f"{claim[:start]}{'0' * (end - start)}{claim[end:]}"
    for run in _HAN.finditer(claim):
        text = run[0]
        held = [False] * len(text)
        for at in range(len(text) - 1):
            if text[at : at + 2] in pairs:
                held[at] = held[at + 1] = True
        for one, other in _SAME:
            if one not in text or other not in known:
                continue  # hundreds of patterns would be compiled anew for every stretch
            for found in re.finditer(one, text):
                held[found.start() : found.end()] = [True] * len(one)
        for one, others in _SAYS_LESS:
            for found in re.finditer(one, text):
                if any(other in known for other in others.split()):
                    held[found.start() : found.end()] = [True] * len(found[0])
        for start, end, forms in find_synonyms(text):
            if not all(held[start:end]) and says(known, forms):
                held[start:end] = [True] * (end - start)
        tagged = list(zip(dictionary_cut(text), tags(text), strict=True))
        left += _half_known(tagged, held)
        for start, end in _gaps(held):
            rest = _unframed(text, start, end) or _accidental(tagged, start, end)
            inside = start > 0 and end < len(text) and end - start == 1
            if rest and not _ties(rest) and not (_known_alone(rest, known) and (not inside or rest in _DENIES)):
                left.append(rest)
    return left


def _ties(rest: str) -> bool:
    """Whether what is left is a word that by its class only ties (a preposition, a conjunction) or an adverb of manner:
    none that says when, how often, how surely, how many or whether."""
    kinds = tags(rest)
    return len(kinds) == 1 and kinds[0][0] in "pcduy" and not _STATING.intersection(rest)


def _turned(claim: str, known: str) -> list[str]:
    """Words of a claim that its quotes have with the opposite last character alone: 春节后 for 春节前."""
    found = []
    for at in range(2, len(claim)):
        before = claim[at - 2 : at]
        if any(before + other in known for other in _OPPOSITE.get(claim[at], "")) and before + claim[at] not in known:
            found.append(before + claim[at])
    return found


def _known_alone(rest: str, known: str) -> bool:
    """Whether a single character denies, or stands in `known` without its opposite."""
    return len(rest) == 1 and (rest in _DENIES or (rest in known and not set(_OPPOSITE.get(rest, "")) & set(known)))


def _accidental(words: Iterable[tuple[str, str]], start: int, end: int) -> str:
    """A noun or verb in a gap that looks as if it were put together from words that frame: 用地."""
    at = 0
    for word, tag in words:
        inside = start <= at and at + len(word) <= end
        if inside and len(word) == _PAIR and tag[0] in "nv" and word not in FRAMING and FRAMING.issuperset(word):
            return word
        at += len(word)
    return ""


def _half_known(words: Iterable[tuple[str, str]], held: Sequence[bool]) -> list[str]:
    """Nouns and names of which the quotes have a part alone: 地下水 for 天然降水, 成渝 where somebody is called 渝."""
    found, at = [], 0
    for word, tag in words:
        here = held[at : at + len(word)]
        at += len(word)
        named = (tag[0] == "n" and len(word) > _PAIR) or tag in ("nr", "ns", "nz", "nt")
        new = "".join(one if not known else " " for one, known in zip(word, here, strict=True)).split()
        if named and any(len(one) >= _PAIR and not _frames(one) for one in new):
            found.append(word)
    return found


def _frames(piece: str) -> bool:
    """Whether a piece of a word has one of two characters or more that frames: 就业|人数, 据|介绍."""
    sizes = range(_PAIR, len(piece) + 1)
    return any(piece[at : at + size] in FRAMING for size in sizes for at in range(len(piece) - size + 1))


def _gaps(held: Sequence[bool]) -> list[tuple[int, int]]:
    found, start = [], None
    for at, one in enumerate([*held, True]):
        if not one and start is None:
            start = at
        elif one and start is not None:
            found.append((start, at))
            start = None
    return found


def _unframed(text: str, start: int, end: int) -> str:
    """What is left of a gap when the words that frame are taken away; they may begin in what is held."""
    left, at = "", start
    while at < end:
        ends = [
            first + size
            for first in range(max(0, at - _LENGTH + 1), at + 1)
            for size in range(at - first + 1, _LENGTH + 1)
            if first + size <= len(text) and text[first : first + size] in FRAMING
        ]
        if not ends:
            left += text[at]
        at = max([at + 1, *ends])
    return left
