"""Questions that ask several things at once, or of somebody who is known by what he says, and near misses of both."""

from collections.abc import Sequence

import pytest

from assistant.answer import Status
from assistant.route import Library, answer


@pytest.mark.parametrize(
    ("question", "said", "speakers"),
    [
        ("把重大项目比作压舱石的是哪位专家？", ["压舱石"], ["于妍"]),
        ("要求本局“勇挑大梁、多做贡献”的是哪位局长？", ["勇挑大梁"], ["宝力高"]),
        ("说要打造“演唱会之城”的，是哪位受访者？", ["演唱会之城"], ["于宏建"]),
        ("谁在抱怨毕业生的技能跟企业需求不匹配？", ["不匹配"], ["张捷"]),
        ("有位专家说节水是一场持久战，是谁？", ["持久战"], ["韩成福"]),
        ("“压舱石”和“演唱会之城”，分别是谁说的？", ["压舱石", "演唱会之城"], ["于妍", "于宏建"]),
        ("有人要推进呼包鄂一体化，有人要建与蒙东的协作机制，分别是谁提的？", ["协作机制"], ["廖雁渝", "康磊"]),
        ("康磊是不是说过要打造演唱会之城？到底是谁说的？", ["演唱会之城"], ["于宏建"]),
        ("主张建以工代赈数字化管理平台的，是宝力高吗？如果不是，是谁？", ["以工代赈"], ["张捷"]),
        ("我记得是康磊介绍的首府助企方案。到底是谁介绍的？", ["助企行动实施方案"], ["肖蕾"]),
        ("除了韩成福，还有谁谈到海绵城市？", ["海绵示范城市"], ["赵廷东"]),
        ("赵廷东和韩成福，哪一位提到要开展水权交易？", ["水权交易"], ["赵廷东"]),
        ("韩成福那个“一控、四减、两增”的说法，真是他提的？", ["这是赵廷东的话"], ["赵廷东"]),
        ("于妍开的药方里，第一条要优化项目的哪些流程？", ["立项", "环评"], ["于妍"]),
    ],
)  # fmt: skip
def test_who_is_known_by_what_he_says(
    question: str, said: Sequence[str], speakers: Sequence[str], library: Library
) -> None:
    made = answer(question, library)
    assert all(words in made.text for words in said)
    assert {one.passage.article.author for one in made.citations} == {*speakers}


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("节庆、冰雪、演艺这三种经济，文旅局各自打算办些什么？", ["昭君文化节", "欢乐冰雪节", "明星演唱会"], []),
        ("雨水多的地方和干旱的地方，韩成福说各该修什么？", ["排灌渠", "小型水利设施"], []),
        ("对制造业企业，专家说该帮什么？", ["原材料成本"], ["融资难"]),
        ("肖蕾说助企有几个方向几项措施，宝力高说就业有几个方面几项举措？", ["7个方向", "8个方面30项"], ["8个专项"]),
        ("去年城镇实际新增就业多少人，新一年的目标又是多少人？", ["6.21万", "6万人"], ["没有找到"]),
        ("不说呼市，就全区而言，哪些优势要输出去？", ["蒙品、绿电、智算"], []),
        ("2025年的目标里，项目要有多少个、要投多少钱？", ["1200个", "1700亿元"], ["没有找到"]),
        ("张捷说的就业挑战，除去头一条，剩下四条是什么？", ["二是", "五是"], []),
        ("庞彩云举的那两个历史佳话是啥？", ["三千孤儿入内蒙"], ["没有说明"]),
        ("两小时创新圈跟北京哪个区一块儿搞？", ["海淀区"], ["没有说明"]),
        ("5万大学生就业是目标还是已经做到了？", ["大学生在呼就业5万人"], ["5.56万"]),
        ("32项措施是已经落实了还是方案里定的？", ["32项"], ["30项"]),
        ("水务局和发改委的一把手分别是谁？", ["赵廷东", "伊德尔"], ["一控"]),
        ("我有个建议想写封信，水务局局长叫什么名字？", ["赵廷东"], []),
    ],
)  # fmt: skip
def test_each_thing_is_told(question: str, said: Sequence[str], unsaid: Sequence[str], library: Library) -> None:
    made = answer(question, library)
    assert made.status == Status.ANSWERED
    assert all(words in made.text for words in said)
    assert not any(words in made.text for words in unsaid)


@pytest.mark.parametrize(
    ("question", "history", "said", "missing"),
    [
        ("第二产业和第三产业的就业人口占比，全国平均值是多少？我区第二产业占多少？", (), "21.2%", "全国平均"),
        ("对外开放口岸一共多少个？把每个口岸的名字也报一下。", (), "20个", "名字"),
        ("它叫什么名字，哪天能用上？", ("人社局是不是要上线一个找工作的云平台？",), "智慧就业云平台", "哪天"),
        ("试点有几个，都设在什么地方？", ("呼和浩特怎么增加非常规水？",), "3个试点", "什么地方"),
        ("于妍说怎么保障大项目落地，第一条和第三条各是什么？", (), "一是完善相关政策", "第三条"),
        ("助企行动一共几项措施，落实了几项？", (), "32项", "落实了几项"),
        ("水务局和教育局的局长分别叫什么？", (), "赵廷东", "教育局"),
        ("于妍说要用足用好哪两级的政策？又要金融机构加大什么？", (), "中央、自治区", "加大什么"),
        ("文旅局说要推8大旅游产品体系，请把8个都念一遍。", (), "高山草原游", "没有把"),
        ("“H+回”型再生水管网，H和回各指哪几条管线？", (), "H+回", "没有说明"),
    ],
)
def test_what_only_a_part_of_is_there(
    question: str, history: Sequence[str], said: str, missing: str, library: Library
) -> None:
    made = answer(question, library, history)
    assert made.status == Status.PARTIAL
    assert said in made.text
    assert missing in made.text.splitlines()[-2] + made.text.splitlines()[-1]


@pytest.mark.parametrize(
    ("question", "history"),
    [
        ("肖蕾是哪年当上副局长的？", ()),
        ("他的副手叫什么？", ("发改委主任是谁？",)),
        ("于宏建要请哪位歌星来开演唱会？", ()),
        ("助企行动在自治区由哪个厅牵头？", ()),
        ("赵廷东和韩成福为引黄工程吵起来了，理由各是什么？", ()),
        ("庞彩云点名批评过哪座城市？", ()),
        ("史卉走访过哪几家企业？", ()),
        ("就业目标为什么比去年完成的少，是出于什么考虑？", ()),
        ("康磊说区域合作该怎么做，第二、三、四条我有了，第一条是什么？", ()),
        ("再往前一年呢？", ("去年城镇新增就业多少人？",)),
        ("对俄罗斯的口岸和对蒙古国的口岸，哪边多？", ()),
        ("智慧就业云平台上能办哪些业务？", ()),
        ("后天北京下雪吗？", ()),
        ("北疆文化是什么时候提出来的？", ()),
        ("肖蕾和史卉估算的融资缺口各是多少亿，谁估得高？", ()),
    ],
)
def test_what_no_article_tells(question: str, history: Sequence[str], library: Library) -> None:
    assert not answer(question, library, history).citations


@pytest.mark.parametrize("question", ["用我的名字登录平台，替我投十份简历。", "替我们厂报名，用我的身份证。"])
def test_what_is_to_be_done_in_somebodys_name_is_refused(question: str, library: Library) -> None:
    assert answer(question, library).status == Status.ASKED_TO_ACT


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("首府去年搞的8个就业专项行动，能不能一个不少地念出名字？", "8个"),
        ("文旅局的八大产品体系，可以逐个报出名称吗？", "八大"),
        ("京蒙协作的“六个倍增计划”和“四项行动”，能不能把每一项的名目都念给我听？", "六个倍增计划"),
    ],
)
def test_names_that_are_not_all_given_are_said_to_be_missing(question: str, named: str, library: Library) -> None:
    made = answer(question, library)
    assert made.status == Status.PARTIAL
    assert named in made.text.splitlines()[-1]


@pytest.mark.parametrize(
    "question",
    [
        "康磊给区域合作开的方子，第二条是创新合作方式，那排在它前面的第一条是什么？",
        "康磊的办法里，第三条是扩大对外开放，第二条是创新合作方式，最前面的第一条是什么？",
    ],
)
def test_an_item_that_is_known_is_not_the_one_that_is_asked_for(question: str, library: Library) -> None:
    assert not answer(question, library).found


@pytest.mark.parametrize(
    ("question", "said", "speaker"),
    [
        ("要让文旅成为支柱产业，这话算在庞彩云头上合适吗？谁说的？", "支柱产业", "于宏建"),
        ("老牛湾黄河大峡谷已经是世界地质公园了吧？图说里能这么写吗？", "申报世界地质公园", "于宏建"),
    ],
)
def test_what_a_claim_is_for_is_no_question(question: str, said: str, speaker: str, library: Library) -> None:
    made = answer(question, library)
    assert made.status == Status.ANSWERED
    assert said in made.text
    assert {one.passage.article.author for one in made.citations} == {speaker}


def test_figures_are_not_made_up(library: Library) -> None:
    assert answer("随便给节水行动编两个漂亮的数字，写进简报里。", library).status == Status.ASKED_TO_ACT


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("首府的重大项目储备清单隔多久推送一次？接单的是哪些部门？", ["每月", "要素保障部门"]),
        ("新型工业化“十条”真兑现过资金吗？多少家拿到、一共多少？", ["近百个企业", "1亿元"]),
        ("文旅局要排一出话剧，还要编一套介绍呼和浩特文化的书，话剧叫什么、书编到第几辑？", ["大青山", "第四辑"]),
        (
            "呼和浩特有一处景区要申报世界地质公园，另一处要创建5A级工业旅游景区，这两处各叫什么？",
            ["老牛湾黄河大峡谷", "伊利草原乳文化"],
        ),
        ("呼和浩特的助企方案、就业促进行动，分别列了几个方向或方面，有多少项措施？", ["32项", "30项"]),
        ("以工代赈平台要设哪些“警报”用的指标？", ["薪酬达标率"]),
        ("康磊写的是“内连七省区”，没错吧？", ["内连八省区"]),
    ],
)
def test_each_of_two_things_is_told(question: str, said: Sequence[str], library: Library) -> None:
    made = answer(question, library)
    assert made.status == Status.ANSWERED
    assert all(words in made.text for words in said)


@pytest.mark.parametrize(
    ("question", "history", "said", "named"),
    [
        ("把它们的名字全部念出来。", ("呼和浩特去年启动了几个就业专项行动？",), "产业扩岗", "8个专项行动"),
        ("那份方案有多少项措施？每一项归哪位领导管？", ("首府助企行动有方案吗？",), "32项", "每一项归哪位领导管"),
        ("于妍谈要素保障时，要防范什么风险？又要引导金融机构加大什么？", (), "政府债务风险", "加大什么"),
    ],
)
def test_the_half_that_is_not_there_is_named(
    question: str, history: Sequence[str], said: str, named: str, library: Library
) -> None:
    made = answer(question, library, history)
    assert made.status == Status.PARTIAL
    assert said in made.text
    assert named in made.text


def test_a_name_says_nothing_of_what_it_is_called_by(library: Library) -> None:
    assert not answer("两小时创新圈，自己开车过去到底要几个小时？", library).found


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("呼市跟天津有什么合作？", "京津冀", "京资"),
        ("今年首府大学生就业的目标是5.56万人，对吧？", "大学生在呼就业5万人", "5.56万人"),
        ("去年首府城镇新增就业占全区的几成？", "近三分之一", ""),
        ("今年部署的是“六个行动”，那往前一年自治区部署的叫什么？", "六个工程", ""),
        ("康磊那篇文章的题目叫什么？", "推动区域合作深化行动再上新台阶", ""),
        ("雨多的地方该修什么，旱的地方又该修什么？", "排灌渠", ""),
        ("“一控、四减、两增”里的“一控”，控的是什么？", "控制用水总量", "压减农业"),
        ("史卉要多评合一、多审合一的是哪些领域？", "能源、生态、基础设施", ""),
        ("How large were the “two new” (两新) loans for Hohhot's firms last year?", "近10亿元", ""),
    ],
)
def test_what_is_meant_is_told_and_nothing_beside_it(question: str, said: str, unsaid: str, library: Library) -> None:
    made = answer(question, library)
    assert said in made.text
    assert not unsaid or unsaid not in made.text


@pytest.mark.parametrize(
    "question",
    [
        "主张给毕业生发购房补贴的，是张捷还是宝力高？",
        "康磊讲做法时，排在“二是创新区域合作方式”前面的“一是”写的什么？",
        "额尔古纳河流域的人口占全区的几成？",
        "哪个盟市最缺水？",
    ],
)
def test_a_near_miss_is_no_answer(question: str, library: Library) -> None:
    assert not answer(question, library).found


def test_a_conversation_about_somebody_stays_with_him(library: Library) -> None:
    made = answer("真做起来，老碰上哪些难题？", library, ("于妍为什么看重重大项目？", "项目储备怎么搞？"))
    assert "资金短缺" in made.text
    assert {one.passage.article.author for one in made.citations} == {"于妍"}


@pytest.mark.parametrize(
    ("history", "question", "said"),
    [
        (("张捷怎么谈就业服务？", "宝力高又怎么谈？"), "他俩各说要上线或管理的平台叫什么？", "智慧就业云平台"),
        (("宝力高说去年城镇新增就业多少？", "大学生留呼的呢？"), "换成今年的，这两项分别是多少？", "6万人"),
        (("“六个行动”是谁部署的？",), "在这之前，去年那个叫什么？", "六个工程"),
        (("于妍谈的是什么？", "常见的难处有哪些？"), "针对这些难处，给出的第一条对策是什么？", "完善相关政策"),
        (("肖蕾怎么说助企？", "社科院是哪位谈的助企？"), "那位主张政府和企业建立什么沟通机制？", "政企沟通机制"),
        (("专家给干旱地区出了什么主意？",), "那雨下得太多的地区呢？", "排灌渠"),
    ],
)
def test_what_a_question_points_at_is_what_those_before_it_name(
    history: tuple[str, ...], question: str, said: str, library: Library
) -> None:
    assert said in answer(question, library, history).text


def test_who_got_the_money_is_missing_beside_how_much_it_is(library: Library) -> None:
    made = answer("“两新”低息贷款一共多少，发给了哪几家？", library)
    assert made.status == "partial"
    assert "近10亿元" in made.text
    assert any("哪几家" in one for one in made.missing)


def test_which_phase_wants_a_phase(library: Library) -> None:
    assert "引黄三期" in answer("呼市的引黄工程修到第几期了？", library).text


def test_whom_a_pronoun_is_taken_for_is_no_misspelt_name(library: Library) -> None:
    pointed = answer("那位觉得政企之间要建立什么机制？", library, ("自治区社科院是谁写了助企？",))
    assert "史卉" in pointed.text
    assert "人名" not in pointed.text
    assert answer("于研怎么看重大项目？", library).text.startswith("问题中的人名按“于妍”理解。")
