"""What the staff page says around answers, in Chinese and English."""

from collections.abc import Callable
from dataclasses import dataclass

from assistant.english_sentences import say_in_english


@dataclass(frozen=True, slots=True)
class Words:
    """The page's own texts in one language; `examples` are questions, one for each action; `names` what actions
    are called in another language."""

    lang: str
    title: str
    quoting: str
    writing: str
    how_to_open: str
    tools: tuple[tuple[str, str], ...]
    chat: str
    empty_chat: str
    examples: tuple[str, ...]
    question: str
    placeholder: str
    ask: str
    stop: str
    action: str
    all_actions: str
    names: tuple[tuple[str, str], ...]
    more: str
    region: str
    all_regions: str
    article: str
    all_articles: str
    mode: str
    modes: tuple[tuple[str, str], ...]
    conversations: str
    new: str
    find: str
    kept: str
    this_one: str
    rename: str
    new_title: str
    delete: str
    undo: str
    deleted: str
    take: str
    panel: str
    empty_panel: str
    searching: str
    stopped: str
    answer_tools: tuple[tuple[str, str], ...]
    support: str
    told: Callable[[str], str]  # a line of an answer as this page says it


ZH = Words(
    lang="zh-CN",
    title="六个行动问答",
    quoting="回答只用收录文章的原话，",
    writing="回答由语言模型{model}依据收录文章生成，每句话都先与原文核对，",
    how_to_open="点击 [1] 查看出处。",
    tools=(
        ("文章", "/articles"),
        ("大字", "#large"),
        ("深色", "#dark"),
        ("English", "/en"),
        ("退出", "#logout"),
    ),
    chat="对话",
    empty_chat="可以这样问：",
    examples=(
        "呼和浩特2025年要谋划实施多少个项目，年度计划投资多少？",
        "助企行动实施方案围绕几个方向，有多少项措施？",
        "2025年呼和浩特城镇新增就业的目标是多少？",
        "节水行动的“四减”是哪四减？",
        "内蒙古有几个对外开放口岸，边境线多长？",
        "怎样打造“博物馆之城”？",
    ),
    question="问题",
    placeholder="请输入问题，按回车提问",
    ask="提问",
    stop="停止",
    action="只查某个行动",
    all_actions="全部行动",
    names=(),
    more="更多范围",
    region="地区",
    all_regions="全部地区",
    article="文章",
    all_articles="全部文章",
    mode="回答方式",
    modes=(("生成并核对", "auto"), ("只摘录原文", "extractive")),
    conversations="我的对话",
    new="新对话",
    find="查找对话",
    kept="对话保存{days}天，只有您自己能看到。",
    this_one="改名或删除",
    rename="改名",
    new_title="对话名称",
    delete="删除这个对话",
    undo="撤销删除",
    deleted="对话已删除。",
    take="导出对话：",
    panel="原文",
    empty_panel="点击回答里的 [1]，这里会显示它所依据的原文，引用的句子会标出来。",
    searching="正在查找原文……",
    stopped="（已停止。）",
    answer_tools=(
        ("复制", "#copy-{id}"),
        ("Word", "/staff/answers/{id}.docx"),
        ("Markdown", "/staff/answers/{id}.md"),
        ("证据", "/staff/answers/{id}.json"),
        ("有用", "#say-{id}-good"),
        ("答错了", "#say-{id}-wrong_answer"),
        ("引用不对", "#say-{id}-wrong_citation"),
        ("资料没有", "#say-{id}-missing"),
    ),
    support="❞ 原话　✓ 已与原文核对",
    told=str,
)

EN = Words(
    lang="en",
    title="Six Actions Assistant",
    quoting="Answers use only the articles' own words, in Chinese. ",
    writing="Answers are written by a language model{model} from the articles and checked. ",
    how_to_open="Click [1] to see where it comes from.",
    tools=(
        ("Articles", "/articles?lang=en"),
        ("Large type", "#large"),
        ("Dark", "#dark"),
        ("中文", "/"),
        ("Log out", "#logout"),
    ),
    chat="Conversation",
    empty_chat="For example:",
    examples=(
        "How many projects will Hohhot plan in 2025?",
        "How many measures does the enterprise support plan have?",
        "What is Hohhot's target for new urban jobs in 2025?",
        "What are the four reductions of the water-saving action?",
        "How many border ports does Inner Mongolia have?",
        "How will Hohhot build a city of museums?",
    ),
    question="Question",
    placeholder="Type a question and press Enter",
    ask="Ask",
    stop="Stop",
    action="One action only",
    all_actions="All actions",
    names=(
        ("重大项目谋划行动", "Major projects"),
        ("助企行动", "Support for enterprises"),
        ("就业促进行动", "Employment"),
        ("节水行动", "Water saving"),
        ("区域合作深化行动", "Regional cooperation"),
        ("北疆文化建设提升行动", "Beijiang culture"),
    ),
    more="More filters",
    region="Region",
    all_regions="All regions",
    article="Article",
    all_articles="All articles",
    mode="How to answer",
    modes=(("Written and checked", "auto"), ("Quotes only", "extractive")),
    conversations="My conversations",
    new="New conversation",
    find="Find a conversation",
    kept="Conversations are kept for {days} days; only you can see them.",
    this_one="Rename or delete",
    rename="Rename",
    new_title="Name of the conversation",
    delete="Delete this conversation",
    undo="Undo",
    deleted="The conversation is deleted.",
    take="Export the conversation:",
    panel="Source",
    empty_panel="Click [1] in an answer: its source appears here, with the quoted sentence marked.",
    searching="Searching the articles…",
    stopped="(Stopped.)",
    answer_tools=(
        ("Copy", "#copy-{id}"),
        ("Word", "/staff/answers/{id}.docx"),
        ("Markdown", "/staff/answers/{id}.md"),
        ("Evidence", "/staff/answers/{id}.json"),
        ("Helpful", "#say-{id}-good"),
        ("Wrong answer", "#say-{id}-wrong_answer"),
        ("Wrong citation", "#say-{id}-wrong_citation"),
        ("Not in the articles", "#say-{id}-missing"),
    ),
    support="❞ verbatim　✓ checked against the source",
    told=say_in_english,
)
LANGUAGES = (ZH, EN)
