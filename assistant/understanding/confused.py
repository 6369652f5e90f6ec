"""Characters that are written for each other: alike in shape, or one of two words of one sound.

Sound alone is looked up (misprints.py); here stand those whose sound differs, and those pairs that people
take for each other so often that a whole word with the wrong one is still a misprint (保户 for 保护).
"""

from functools import cache

from index.patterns import compiled

_SHAPE = (
    "己已巳 未末 土士 干千于 日曰目 人入八 大太犬 天夫无 王玉主 牛午 刀力 九丸 几儿 万方 木本术 白自百 田由甲申 "
    "贝见 今令 今金 兔免 侯候 待特侍持 淮准推 拔拨 拆折析 辨辩辫 戌戍戊 栗粟 密蜜 晴睛情清 请清 侍待 弯湾 竟竞境 "
    "宫官 享亨 治冶 冶治 圆园员 哀衷衰 乌鸟 侮悔 崇祟 汁计 徙徒 仓仑 俞渝愉 彩采 梢稍 椎推 洒酒 洗冼 沉沈 泊舶 "
    "浇烧 浩治 渡度 漠模 炼练 燥躁 爪瓜 狠狼 环坏 珠株 盲肓 矛予 神袖 秦泰 窄榨 笛苗 籍藉 粒拉 绿缘录 绵锦棉 胁协 "
    "脉派 莱菜 荒慌 蒙家 蓝篮 蚀饰 蛋蚕 证征 讯迅 诺若 诊珍 赖懒 赢羸 车东 轻经 转传 这过 逐遂 遗遣 铁钱 锁销 "
    "陕狭 险检 雀鹊 震振 顶项须 颂领 馆管 驱躯 骄娇 鸣呜 鼓豉 墓幕 慕暮 载栽裁 戴带 冰水永 供洪共 拱洪 汛讯 溉概 "
    "灌罐 墒商 深探 施拖 旗旅族 旅施 晋普 替潜 材村 极及 枝技 校较 楼搂 榜傍 标示 檄激 欢欧 殴欧 每海 浅残 渠梁 "
    "滴摘 漏满 烂拦 爆瀑 牧收 猎借 益盖 睛晴 矿旷 码妈 碳炭 祝视 租组 租祖 科料 秒妙 程埕 稳隐 端瑞 第弟 算箕 "
    "粮狼 约纳 纳约 纽组 织积 统充 继断 绩积 绪猪 缓援暖 聚骤 职织 育肓 脱悦 般船 节芒 范犯 获荻 补扑 裁栽 规现 "
    "观欢 记计 设没 许午 评平 试式 诉拆 负页 质贡 贷货 贵贯 贴站 购构 赛塞 趋超 距拒 跨垮 踪综 辅铺 迎仰 退迟 "
    "通遍 造适 遇偶 郊效 部陪 郎即 配酸 里理 重童 针计 银很 链键 锋峰 镇填 闭闲 间问 闻间 队认 阔润 陆际 降隆 "
    "除徐 障章 雪雷 需须 青责 静净 非韭 预颁 领铃 廷延庭挺 额颌 餐蚕 饮饭 馈溃 驻住 验脸 骨肯 鱼渔 麦表 黄横 默黑 "
    "翼冀 例列"
)
_TAKEN_FOR = (
    "户护 做作 勾钩 和合 合核 像象相 帐账 份分 坐座 带戴 决绝 捡检 即既 需须 历厉励力 炼练 冒贸 幅副 受授 底抵 "
    "形型 题提 以已 已己 制治致 智制 至致 势事 业叶 若诺 画话 照造 连联 全权 再在 侯候 圆园员 竟竞境 密蜜 采彩 辨辩 "
    "拔拨 记纪 震振 城诚 扶服 章障 侍待 布部 费废 纷分 陪赔培 心新薪 贡供 筹酬 漏露 弯湾 镖标 脚角 盛胜 销消 胁协 "
    "项相"
)
# Misspelt words of everyday questions, which no article has: nothing there tells what is meant.
_MISSPELT = {
    "名子": "名字", "比列": "比例", "措失": "措施", "帮组": "帮助", "资询": "咨询", "做用": "作用", "目票": "目标",
    "专架": "专家", "局张": "局长", "什末": "什么", "怎末": "怎么", "贷欵": "贷款", "网止": "网址", "地止": "地址",
    "网只": "网址", "方项": "方向", "现再": "现在", "弟几": "第几",
}  # fmt: skip
_MEASURE = compiled(r"(?<=[少几多\d百千万])公[理力]")  # 多少公理长
_RULES = compiled("(?<![逐一几每])条列(?![出举明一全清])")  # 哪部条列
_HUNDRED_MILLION = compiled("(?<=[少几多\\d百千])个[意易](?![见思义外])")  # 投多少个意
_TWO = compiled("(?<![他她我你咱它们这那])俩(?![人口个])")  # 四减俩增
_WHICH = compiled("(?<=[由归])那(?=一?[个家位](?:部门|单位|机构|局|人|领导))")  # 由那个部门牵头


def spelt(text: str) -> str:
    """A text with the everyday words that are often misspelt put right."""
    for wrong, right in _MISSPELT.items():
        text = text.replace(wrong, right)
    text = _RULES.sub("条例", _HUNDRED_MILLION.sub("个亿", text))
    return _MEASURE.sub("公里", _WHICH.sub("哪", _TWO.sub("两", text)))


@cache
def taken_for(character: str) -> str:
    """The characters that one is so often written for that even a word with it may be a misprint."""
    return _others(_TAKEN_FOR, character)


@cache
def shaped_like(character: str) -> str:
    """The characters that look like one."""
    return _others(_SHAPE, character)


def _others(groups: str, character: str) -> str:
    found = dict.fromkeys(one for group in groups.split() if character in group for one in group)
    return "".join(one for one in found if one != character)
