"""Follow-ups: what a new question replaces in the last one, and what it asks of the answer."""

import pytest

from assistant.route import Library, answer
from assistant.understanding.roster import People
from assistant.understanding.turns import leaning, leans, of_whom, standing_alone
from index.passage import Article

PEOPLE = People([Article("a", "节水有成效", "张三丰", "局长", "呼和浩特市水务局", "呼和浩特市", "", None, "a.txt")])


@pytest.mark.parametrize(
    ("last", "question", "must", "gone"),
    [
        ("张三丰对农业节水怎么说", "那工业呢？", ("工业",), "农业"),
        ("一控是什么", "两增呢？", ("两增",), "一控"),
        ("怎么减工业用水", "生态用水呢？", ("生态",), "工业"),
        ("文艺创作怎么说", "张三丰呢？", (), ""),
        ("去年投资多少", "实际完成的人数呢？", (), ""),
    ],
)
def test_a_new_word_stands_in_the_place_of_its_like(last: str, question: str, must: tuple[str, ...], gone: str) -> None:
    (part,) = leaning(last, question, PEOPLE)
    assert part.must == must
    assert not gone or gone not in part.text


@pytest.mark.parametrize(
    ("question", "item"),
    [("第二条呢？", 2), ("“四是”部分具体讲了什么？", 4), ("请把第三点展开讲一讲。", 3), ("最后一条讲啥？", -1)],
)
def test_one_thing_of_a_list(question: str, item: int) -> None:
    assert leans(question, PEOPLE)
    assert leaning("有哪几条", question, PEOPLE)[0].item == item


def test_the_next_thing_of_a_list() -> None:
    assert leaning("第二条是什么", "下一条呢？", PEOPLE)[0].item == 3
    assert leaning("有哪几条", "下一条呢？", PEOPLE)[0].item == 0


def test_what_is_asked_about_an_answer_changes_no_subject() -> None:
    assert standing_alone(["桥有多少座？", "这话是谁说的？", "是张三丰说的吗？"], PEOPLE) == "桥有多少座"
    assert leans("专家在同一问题上怎么看？", PEOPLE)
    assert not leans("呼和浩特市水务局打算怎样节约用水？", PEOPLE)


@pytest.mark.parametrize(
    ("history", "question", "says", "silent"),
    [
        (["韩成福对农业节水怎么说？"], "那工业呢？", "工业节水", "高标准农田"),
        (["市水务局的一控是什么？"], "两增呢？", "黄河水", "四减”是"),
        (["市水务局怎么减工业用水"], "生态用水呢？", "以水定绿", "再生水置换"),
        (["于宏建怎么说文艺创作？"], "庞彩云呢？", "多样化文艺创作", "大青山"),
        (["张捷说就业形势有哪些挑战？"], "第四个具体说说", "基层就业吸引力不足", "一是"),
        (["于宏建提了哪几条措施"], "最后一条具体讲啥？", "深化文旅商体多元融合", "一是"),
        (["肖蕾是哪个局的", "她说今年助企有多少项措施"], "那就业的呢？", "30项", "32项"),
        (["康磊对深化区域合作有哪些建议？", "“三是”关于对外开放讲了什么？"], "那么“四是”部分呢？", "帮扶协作", "三是"),
        (["廖雁渝提了几条"], "第四条是什么", "低空经济", "一是"),
        (["市水务局打算怎样压减工业用水？"], "自治区的专家在同一问题上有何主张？", "奖惩分明", "再生水置换"),
        (
            ["北疆文化怎样创新性发展？", "这是谁的观点？", "共提了哪几点？"],
            "请把第三点展开讲讲。",
            "时代文化精神",
            "一是",
        ),
        (["低息贷款近10亿元是谁说的？"], "他是什么职务？", "副局长肖蕾", ""),
        (
            ["市发改委的主要负责人是谁？", "他给出的2025年项目数量目标是多少？"],
            "与之配套的年度投资规模呢？",
            "1700亿元",
            "",
        ),
    ],
)
def test_a_conversation_goes_on(library: Library, history: list[str], question: str, says: str, silent: str) -> None:
    made = answer(question, library, history)
    assert made.status == "answered"
    assert says in made.text
    assert not silent or silent not in made.text


@pytest.mark.parametrize(
    ("history", "question"),
    [
        (["呼市2025年要谋划多少项目", "投资呢"], "那2024年呢"),
        (["呼和浩特今年计划投资多少？"], "那全区呢？"),
        (["廖雁渝提了几条"], "第七条是什么"),
    ],
)
def test_what_the_articles_do_not_say_stays_refused(library: Library, history: list[str], question: str) -> None:
    assert not answer(question, library, history).found


@pytest.mark.parametrize(
    ("last", "question", "says"),
    [
        ("水务局局长是谁？", "四减是什么？", "农业、工业、城乡、生态用水"),
        ("香蕉怎么做蛋糕？", "什么是四\u200b减？", "农业、工业、城乡、生态用水"),
        ("怎样打造“博物馆之城”？", "地下水怎么管？", "地下水"),
    ],
)
def test_a_short_question_that_names_its_own_thing_stands_alone(
    library: Library, last: str, question: str, says: str
) -> None:
    made = answer(question, library, [last])
    assert says in made.text
    assert last.rstrip("？") not in made.understood


@pytest.mark.parametrize(
    ("last", "question"),
    [("内蒙古有多少公里边境线？", "呼和浩特有多少？"), ("2025年呼和浩特谋划实施多少个项目？", "怎么保障？")],
)
def test_a_short_question_that_names_nothing_of_its_own_leans(library: Library, last: str, question: str) -> None:
    assert answer(question, library, [last]).understood != question


def test_what_is_only_counted_is_told_so(library: Library) -> None:
    made = answer("都有哪些？", library, ["助企行动有多少项措施？"])
    assert made.status == "partial"
    assert made.missing == ("措施",)


@pytest.mark.parametrize(
    ("last", "question", "person", "own"),
    [
        ("水务局局长是谁", "他打算怎么修桥？", "张三丰", "打算怎么修桥？"),
        ("张三丰在哪个单位", "这位局长怎么看修桥？", "张三丰", "怎么看修桥？"),
        ("桥有多少座", "他怎么看农业节水？", "", "怎么看农业节水？"),  # who said it has to be found first
        ("水务局局长是谁", "他是谁？", "", ""),
        ("水务局局长是谁", "他的职务是什么？", "", ""),
        ("水务局局长是谁", "他们打算怎么修桥？", "", ""),
        ("水务局局长是谁", "其他桥怎么修？", "", ""),
    ],
)
def test_the_one_who_was_asked_for_is_meant_by_the_next_question(
    last: str, question: str, person: str, own: str
) -> None:
    found, words = of_whom(question, last, PEOPLE)
    assert (found, words.replace(" ", "")) == (person, own)


@pytest.mark.parametrize(
    ("history", "question", "said"),
    [
        (["呼市文旅广电局接受采访的是谁"], "他想把跨年夜办成什么", "国内一流节庆品牌"),
        (["去年工业技改投资增速怎么样", "哪位局长说的？"], "这位副局长说争取了多少低息贷款", "近10亿元"),
        (["市发改委主任是谁？"], "这位主任怎么看房地产", ""),
        (
            ["庞彩云对增进文化认同有什么建议？", "讲好文化故事这一点她具体怎么说？"],
            "她举的两段往事是什么？",
            "齐心协力建包钢",
        ),
        (["首府怎样增加黄河水？", "引黄三期现在是什么安排？"], "工程总投资多少？", ""),
        (["水务局说的“一控”是怎么个控法？"], "那“四减”里生态这一块呢，具体准备靠什么来省？", "以水定绿"),
        (["康磊说内蒙古有多少个对外开放的口岸？"], "那边境管理区的面积有多大？", "36万平方公里"),
        ([], "廖雁渝局长怎么形容呼和浩特的夜市经济？", ""),  # of two things that are asked for together one is nowhere
    ],
)
def test_only_what_the_one_who_is_meant_said_answers(
    library: Library, history: list[str], question: str, said: str
) -> None:
    told = answer(question, library, history)
    assert bool(told.citations) == bool(said)
    assert said in told.text
