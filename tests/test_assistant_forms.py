"""The same thing asked in other forms: what a question asks for is told by all of it, and not by one of its words."""

import pytest

from assistant.answer import Status
from assistant.extraction.candidate import Candidate
from assistant.extraction.confirm import states
from assistant.extraction.doer import does_or_gets
from assistant.extraction.lists import in_a_row
from assistant.extraction.named import unexplained
from assistant.route import Library, answer
from assistant.understanding.asked import asked_for, shows
from assistant.understanding.intro import without_introduction
from assistant.understanding.query import Part
from assistant.understanding.scope import names_place, region_of
from index.passage import Article, Passage, Span


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("首府打算同河北合办一个数据方面的联盟，叫什么名称", "呼冀数字经济产业联盟"),  # 河北 is 冀 there
        ("首府那四个产业带在哪些位置", "南部、中部、北部、沿黄"),
        ("对守信企业少查几次，专家有没有讲过", "减少检查频次"),  # no number is asked for
        ("本报开设“圆桌会”专栏是想讨论什么", "谋深抓实“六个行动”"),  # what it is for, not what it means
        ("发改委说的1200个以上是哪个区域的目标？内蒙全区的吗", "不是内蒙古自治区"),
        ("呼包鄂合力打造的制造业集群是做什么的", "硅新材料及光伏"),  # of no person
        ("史卉说三类企业分别该帮在哪儿：中小微、制造业、服务业", "消费复苏"),  # no place
        ("居民用水用得多，单价是不是就更高？", "阶梯水价"),  # no sum is asked for
        ("人社局的就业举措共32项，分成几个方面", "30项"),  # 32 are the other bureau's
        ("储备清单隔多长时间推送给审批部门一次", "每月"),
        ("老牛湾景区在争取什么称号", "世界地质公园"),
        ("局长讲的那个就业云平台叫啥名子", "智慧就业云平台"),  # of no person, and misspelt
        ("人社局打算设立哪三种工作机制", "就业影响评估机制"),
        ("给我三个数：口岸个数、边境线长度、边境管理区面积", "36万平方公里"),
    ],
)
def test_another_form_is_understood(library: Library, question: str, said: str) -> None:
    found = answer(question, library)
    assert found.found, question
    assert said in found.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("我在赛罕区政务大厅上班的 听说发改委会定期把项目清单推给审批的 想问下是多长时间推一回", "每月"),
        ("哎我住新城区的天天看见盖楼想问下呼市今年打算弄多少个大项目", "1200个以上"),
        ("周末想带娃去看牛奶咋做的 听说伊利那个草原的景点要评啥级别来着 几个A", "5A级"),
        ("我在金川开个小厂子 老听说工信局去年给企业跑下来低息贷款 又给兑现了专项资金 这两笔哪个大 各是多少", "近1亿元"),
        ("我赤峰的 有人说要把呼包鄂跟东部盟市放一块儿考核招商引资 想问下这主意是谁出的", "康磊"),
        ("呼市居民水费是不是用得越多越贵？单位用超了咋收？局里怎么讲的", "阶梯水价"),
    ],
)
def test_a_dictated_question_is_read_by_its_clauses(library: Library, question: str, said: str) -> None:
    found = answer(question, library)
    assert found.status is Status.ANSWERED, found.text
    assert said in found.text


@pytest.mark.parametrize(
    "question",
    [
        "二月份呼市开的那个六个行动的大会 想问下台上是哪个领导讲的话 是书记还是市长",
        "于妍老师不是说鄂尔多斯今年上八百个大项目嘛 想问下都分在哪几个旗",
        "去年呼市工厂搞技术改造一共投了多少个亿 我记得报上说涨得挺快",
        "那个社科院的史卉说新行业给三年观察期不罚 想问下这三年从哪天开始算",
    ],
)
def test_what_is_told_beside_a_question_makes_no_answer(library: Library, question: str) -> None:
    assert not answer(question, library).found


def test_the_article_is_named_to_who_asks_for_it(library: Library) -> None:
    text = answer("建“以工代赈数字化管理平台”的主意是谁提的，出自哪篇文章？", library).text
    assert "张捷" in text
    assert "开创高质量充分就业新局面" in text


def test_what_a_bureau_will_do_is_the_whole_list(library: Library) -> None:
    text = answer("为了打响北疆文化品牌，呼和浩特市文旅广电局准备从哪几个方面入手？", library).text
    assert all(one in text for one in ("繁荣文艺创作", "博物馆之城", "全域旅游", "文旅商体"))


@pytest.mark.parametrize(
    ("question", "author"),
    [
        ("建服务站、给失业的人分类帮扶，这个点子是哪位专家想的", "张捷"),
        ("主张用截留的雨水灌溉的，是圆桌会里的哪一位", "韩成福"),
        ("“用足用好中央、自治区一揽子政策”都有谁说过", "于妍"),
        ("“用足用好中央、自治区一揽子政策”都有谁说过", "肖蕾"),
        ("谈到海绵城市的有哪几位", "赵廷东"),
        ("谈到海绵城市的有哪几位", "韩成福"),
        ("把以工代赈放到数字平台上管，是哪位专家的意见", "张捷"),
    ],
)
def test_who_said_it_is_asked_in_many_ways(library: Library, question: str, author: str) -> None:
    assert author in answer(question, library).text


def test_a_bureau_given_to_the_head_of_another_is_put_right(library: Library) -> None:
    text = answer("水务局的于宏建局长怎么说节水", library).text
    assert "文旅广电局" in text
    assert "赵廷东" in text


def test_a_place_is_not_who_works_there(library: Library) -> None:
    found = answer("呼和浩特同鄂尔多斯一起要建什么制造业集群", library)
    assert {one.passage.article.author for one in found.citations} == {"廖雁渝"}


def test_the_region_by_its_short_name_gets_no_city_figure(library: Library) -> None:
    assert not answer("内蒙今年新增就业目标多少", library).found


@pytest.mark.parametrize(("place", "told"), [("包头", "不是包头市"), ("全内蒙", "不是内蒙古自治区"), ("北京", "")])
def test_a_claimed_figure_is_told_to_be_another_places(library: Library, place: str, told: str) -> None:
    found = answer(f"{place}今年要谋划1200个以上项目，怎么调度", library)
    assert found.found == bool(told)
    assert told in found.text


def test_who_says_in_the_city_means_the_city() -> None:
    assert region_of("市里节水管不管漏水") == "呼和浩特市"
    assert not region_of("城市里的漏水谁管")


def test_two_sides_do_not_rest_on_one_sentence(library: Library) -> None:
    found = answer("韩成福说降雨偏多的地区和干旱地区各要建什么设施", library)
    assert "排灌渠" in found.text
    assert "小型水利设施" in found.text


@pytest.mark.parametrize(
    ("history", "question", "said"),
    [
        (["张捷说就业有哪些挑战"], "第二产业吸纳的人占多大比例", "21.2%"),
        (["康磊对扩大开放怎么说"], "要跟俄方的哪个区对接", "后贝加尔"),
        (["呼市今年新增就业目标多少"], "那去年实际做到多少", "6.21万"),
        (["商务局怎么跟北京合作"], "那跟河北呢，一起建什么联盟", "呼冀"),
    ],
)
def test_a_follow_up_in_words_of_its_own(library: Library, history: list[str], question: str, said: str) -> None:
    assert said in answer(question, library, history).text


@pytest.mark.parametrize(
    "question",
    [
        "圆桌会专栏的那位主持人姓甚名谁",
        "商事调解中心将来由哪个部门主管",
        "演唱会今年敲定了哪些歌手",
        "中欧班列去年开了多少列",
    ],
)
def test_what_is_not_told_stays_refused(library: Library, question: str) -> None:
    assert answer(question, library).status in (Status.NOT_IN_ARTICLES, Status.PARTIAL)


def test_whom_the_asker_does_not_mean_is_left_out() -> None:
    assert without_introduction("占比是多少？要市里的，不要区里的。") == "占比是多少？要市里的。"
    assert without_introduction("作者是谁？不是受访的那位局长。") == "作者是谁。"
    assert without_introduction("助企是商务局牵头，不是工信局牵头，对吗") == "助企是商务局牵头，不是工信局牵头，对吗"


def test_a_place_in_short() -> None:
    assert names_place("河北", "建立呼冀数字经济产业联盟")
    assert names_place("北京", "推动京蒙合作")
    assert not names_place("甘肃", "心甘情愿")


def test_small_words_that_only_look_like_questions() -> None:
    assert asked_for("信用好的有没有少查几回") != "number"
    assert asked_for("How many trains ran, and to which countries?") == "number"
    assert shows("这类企业该帮在哪儿", "重点解决融资难问题")
    assert not shows("展览在哪儿办", "举办钟表展")


def test_rows_are_counted_by_clause() -> None:
    assert not in_a_row("不同行业、不同规模的困难，要识别痛点、难点，分类施策。", 3)
    assert in_a_row("解决融资难；缓解成本压力；支持消费复苏；", 3)


def test_a_name_that_only_does_something_is_not_to_be_explained() -> None:
    sentence = "本报推出“圆桌会”专栏，邀请专家谈“六个行动”。"
    assert not unexplained("圆桌会专栏是想聊啥", [sentence])
    assert unexplained("圆桌会是什么", [sentence]) == "圆桌会"


@pytest.mark.parametrize(
    ("history", "question"),
    [
        (("内蒙古一共有多少个对外开放口岸？",), "其中走公路的与走铁路的各占几个？"),
        ((), "助企方案的32项措施中，金融服务这一块占了几项？"),
        ((), "登门采访宝力高局长、写成那篇访谈的记者叫什么名字？"),
        ((), "全内蒙古今年大工程一共几个"),
        (("呼和浩特2025年重大项目的年度计划投资是多少？",), "那么上一年实际完成了多少亿元？"),
        ((), "张捷说第二产业吸纳就业的占比偏低，那比全国平均低了几个百分点？"),
    ],
)
def test_a_figure_or_name_of_something_else_is_no_answer(
    library: Library, history: tuple[str, ...], question: str
) -> None:
    assert not answer(question, library, history).found


def test_a_figure_is_not_found_inside_a_longer_one() -> None:
    assert states("30项", "共有30项举措")
    assert not states("30项", "共有130项举措")
    assert not states("1", "达到1200个")


def test_a_quoted_name_is_read_by_its_sound(library: Library) -> None:
    assert "先建后验" in answer("史卉所说的“先见后验”适用于什么样的项目？", library).text


def test_a_name_of_an_author_is_no_pattern() -> None:
    article = Article("a", "架桥", "王（工*(", "", "", "", "", None, "a.txt")
    text = f"{article.author}说架桥的是专家。"
    whole = Span(0, len(text))
    said = Passage("p", article, "body", text, (whole,), "", (whole,), False, False, False)
    assert not does_or_gets(Candidate(said, whole, 1.0, 1.0, 1.0, 1.0), Part("架桥的是谁", "who", "", 0))
