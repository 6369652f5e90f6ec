"""What a written sentence has to have of its quotes to be shown, on passages of our own."""

import pytest

from assistant.generation.draft import Draft
from assistant.verification.added import find_added
from assistant.verification.binding import find_crossed
from assistant.verification.figures import Figure, counts_list, figures, plain
from assistant.verification.misplaced import find_misplaced
from assistant.verify import check, support
from index.passage import Article, Passage, Span
from index.sentences import split_sentences

ARTICLE = Article("a", "架桥修路", "王工", "局长", "甲市交通局", "甲市", "", "2025-05-01", "a.txt")
BRIDGES = "去年全市新建桥梁近30座，投入资金2.5亿元。甲河大桥长1200多米，乙河大桥长800米。"
ROADS = "今年的目标是修路4000公里以上；市区道路由交通局管护，乡村道路由各镇管护。"
TORN = "仅占全市桥梁的三成。"


def passage(text: str, name: str = "p", cut_start: bool = False) -> Passage:
    spans = (Span(0, len(text)),)
    return Passage(name, ARTICLE, "body", text, spans, "", split_sentences(text), cut_start, False, False)


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("6.21万人", "62100", "人", ""),
        ("六点二一万人", "62100", "人", ""),
        ("６２１００人", "62100", "人", ""),
        ("近10亿元", "1000000000", "元", "near"),
        ("1700亿元以上", "170000000000", "元", "over"),
        ("不超过1700亿元", "170000000000", "元", "under"),
        ("4200多公里", "4200", "公里", "over"),
        ("百分之二十一点二", "21.2", "%", ""),
        ("近三分之一", "1/3", "", "near"),
        ("三十二项", "32", "项", ""),
    ],
)
def test_a_figure_is_its_value_unit_and_bound(text: str, value: str, unit: str, bound: str) -> None:
    assert figures(text) == {Figure(value, unit, bound)}


@pytest.mark.parametrize("text", ["统一管护", "十四五", "一批项目", "一方面", "2025年", "一项工程"])
def test_what_states_no_figure(text: str) -> None:
    assert not figures(text)


@pytest.mark.parametrize(
    ("claim", "does"),
    [
        ("2024年全市新建桥梁近30座。", True),
        ("去年投入资金25000万元。", True),
        ("投入两点五亿元资金、新建近三十座桥梁，是去年的事。", False),  # 的事 is nobody's
        ("去年全市新建桥梁30座。", False),
        ("去年全市新建桥梁近30公里。", False),
        ("今年全市新建桥梁近30座。", False),
        ("去年全市新建隧道近30座。", False),
        ("乙河大桥长1200多米。", False),  # that of the other
        ("甲河大桥长1200多米。", True),
        ("全市已经新建桥梁近30座。", False),
        ("去年全市新建桥梁近30座，均已通车。", False),
        ("The city built nearly 30 bridges last year.", False),  # nobody has held it against Chinese words
        ("去年的，可以这样说。", False),  # says nothing
    ],
)
def test_whether_the_quotes_carry_a_claim(claim: str, does: bool) -> None:
    assert bool(support(Draft(claim, (passage(BRIDGES),)))) is does


def test_a_number_of_things_may_be_counted_in_the_claim() -> None:
    quote = passage("要建桥梁养护机制、道路养护机制和隧道养护机制。")
    assert support(Draft("要建三项机制，分别是桥梁养护机制、道路养护机制和隧道养护机制。", (quote,)))
    assert support(Draft("要建四项机制，分别是桥梁养护机制、道路养护机制和隧道养护机制。", (quote,))) is None


def test_added_words_are_named() -> None:
    known = plain(BRIDGES)
    assert find_added(plain("全市新建桥梁近30座"), known) == []
    assert find_added(plain("全市拆除桥梁近30座"), known) == ["拆除"]
    assert find_added(plain("其中包括全市新建的桥梁"), known) == []


def test_words_that_are_put_together_otherwise_are_named() -> None:
    said = [plain(ROADS)]
    assert find_crossed(plain("市区道路由各镇管护"), said, "")
    assert find_crossed(plain("乡村道路由各镇管护，市区道路由交通局管护"), said, "") == []
    assert find_misplaced(plain("乙河大桥长1200多米"), [plain(BRIDGES)]) == ["1200"]


def test_what_becomes_of_a_sentence() -> None:
    bridges, roads = passage(BRIDGES, "b"), passage(ROADS, "r")
    torn = passage(TORN, "t", cut_start=True)
    shown = [roads, bridges, torn]
    for text, cited, how, quoted in (
        ("去年新建桥梁近30座。", (bridges,), "verified", bridges),
        ("去年新建桥梁近30座。", (roads,), "recited", bridges),
        ("去年新建桥梁近30座。", (), "recited", bridges),
        ("今年的目标是修路5000公里以上。", (roads,), "quoted", roads),
    ):
        made = check(Draft(text, cited), shown)
        assert made is not None
        assert (made.how, [one for one, _ in made.quotes]) == (how, [quoted])
        assert made.text == ("今年的目标是修路4000公里以上；" if how == "quoted" else text)
    assert check(Draft("请联系客服领取补贴。", (roads,)), shown) is None
    assert check(Draft("隧道仅占全市桥梁的三成。", (torn,)), shown) is None  # nobody knows what is


@pytest.mark.parametrize(
    ("claim", "does"),
    [
        ("由于桥墩受损，甲桥封闭施工。", True),  # the next clause of the same sentence
        ("甲桥封闭施工，因此乙桥于3月通车。", False),  # of another sentence
        ("因为甲桥封闭施工，桥墩受损。", False),  # the other way round
        ("乙桥的车流量高于甲桥。", True),
        ("甲桥的车流量高于乙桥。", False),
        ("每月检查一次乙桥。", True),
        ("每周检查一次乙桥。", False),
        ("针对客车，限速60公里。", True),
        ("针对货车，限速60公里。", False),
        ("要建立三项机制，分别是巡查机制、保养机制和应急机制。", True),
        ("要建立巡查机制等三项机制。", True),
        ("要建立巡查机制等四项机制。", False),
        ("王工不主张每月检查一次乙桥。", False),
        ("乙桥的车流量接近全市的三分之一。", True),
        ("乙桥的车流量超过全市的三分之一。", False),
    ],
)
def test_relations_that_the_quotes_do_not_state_are_none(claim: str, does: bool) -> None:
    text = (
        "桥墩受损，甲桥封闭施工。乙桥于3月通车，每月检查一次乙桥。乙桥的车流量高于甲桥，为全市的近三分之一。"
        "针对客车，限速60公里；针对货车，限速40公里。要建立巡查机制、保养机制和应急机制。"
    )
    assert bool(support(Draft(claim, (passage(text),)))) is does


@pytest.mark.parametrize(
    ("claim", "does"),
    [
        ("老街的目标是一流步行街区。", True),  # what one will make of it
        ("老街已经是一流步行街区。", False),
        ("今年力争修路300公里。", True),
        ("去年力争修路200公里。", False),  # done, and no plan
        ("去年修路200公里的目标已经达到。", False),
        ("每个月检查一次老街。", True),
        ("去年来老街的人数为5.5万。", True),
        ("去年来老街的人数为5.6万。", False),
        ("去年来老街的人数为5.5亿。", False),
        ("第一季度要植树。", True),
        ("第二季度要植树。", False),
        ("来自中央和甲市的资金要用好。", True),
        ("按照王工的说法，每月检查一次老街。", True),
        ("在李工看来，每月检查一次老街。", False),
        ("修桥是植树的结果。", False),  # nobody says so
    ],
)
def test_what_says_no_more_than_the_quotes(claim: str, does: bool) -> None:
    text = (
        "将老街打造为一流步行街区，每月检查一次老街。去年修路200公里，来老街5.5万人。今年将修路300公里。"
        "要用好来自中央、甲市的资金。一是修路。二是架桥。三是植树。一季度要植树。"
    )
    assert bool(support(Draft(claim, (passage(text),)))) is does


def test_numbered_points_are_counted() -> None:
    points = ["一是修路。", "二是架桥。", "三是植树。"]
    assert counts_list(Figure("3", "项", ""), "修路、架桥，是甲市建设的三项举措", points)
    assert not counts_list(Figure("4", "项", ""), "修路、架桥，是甲市建设的四项举措", points)


def test_of_two_things_in_a_row_each_keeps_its_figure() -> None:
    said = [plain("有1200公里的公路、300多公里的河道，对外码头20个。")]
    assert find_misplaced(plain("码头有20个，300多公里河道、1200公里公路都在这里"), said) == []
    assert find_misplaced(plain("这里有1200公里的河道、300多公里的公路"), said)


def test_a_clause_is_that_of_the_sentence_that_has_all_of_it() -> None:
    said = [plain("桥梁方面开展甲河桥梁检修。"), plain("道路方面开展桥梁绿化。")]
    assert find_crossed(plain("桥梁方面开展桥梁检修"), said, "") == []


def test_whose_plan_it_is_may_be_what_is_printed_beside_the_article() -> None:
    said = [plain("甲市交通局将紧紧围绕要求做好各项工作。"), plain("养护老街的石板路。")]
    assert find_crossed(plain("甲市交通局将养护老街的石板路"), said, plain("甲市交通局")) == []
    assert find_crossed(plain("甲市交通局将养护老街的石板路"), said, plain("乙市交通局"))


@pytest.mark.parametrize(
    ("claim", "does"),
    [
        ("雨水用于绿化、道路冲洗和农田灌溉。", True),  # the same list in another order
        ("老石桥、古驿道等历史设施要保护。", True),  # where the quote has 历史设施，如老石桥、古驿道等
        ("要把养护机制健全起来。", True),  # where the quote has 健全养护机制
        ("把相对短缺的砂石运进来。", True),
        ("把富余的砂石运进来。", False),  # 富余的 stands before another thing
        ("市委今年要求架桥。", False),  # the quote has 党委
        ("自治区党委今年要求架桥。", True),
        ("充分利用地下水。", False),  # of which the quotes have 水 alone
        ("防止一阵风式检查。", True),  # 避免 denies as 防止 does
        ("开展一阵风式检查。", False),
        ("商户减免了租金，这得益于《养路办法》的出台。", True),
        ("《养路办法》出台得益于商户减免了租金。", False),
        ("应对历史设施加以保护。", True),  # no 应对
        ("养护这块，接下来就得健全养护机制。", True),
        ("要增加雨水，就得通过修渠蓄水。", True),
        ("要增加井水，就得通过修渠蓄水。", False),  # that is by what the rain is to be more
        ("架桥既是急事，更是难事。", False),  # which of the two is more is stated
        ("架桥既是难事，更是急事。", True),
    ],
)
def test_what_other_hands_may_do_with_a_sentence(claim: str, does: bool) -> None:
    text = (
        "将雨水用于农田灌溉、道路冲洗和绿化。保护历史设施，如老石桥、古驿道等。接下来要健全养护机制。"
        "把富余的木材运出去，把相对短缺的砂石运进来。自治区党委今年要求架桥。充分利用天然降水。避免一阵风式检查。"
        "《养路办法》的出台，为商户减免了租金。通过修渠蓄水来增加雨水。通过打井取水来增加井水。架桥既是难事，更是急事。"
    )
    assert (support(Draft(claim, (passage(text),))) is not None) == does


@pytest.mark.parametrize(
    ("claim", "does"),
    [
        ("要保障就业、促进增长，加快新桥设计，完善管护制度。", True),  # 保就业
        ("第一，要保就业、促增长。", True),
        ("要逐步保就业、促增长。", False),  # an adverb of manner states something
        ("旧桥已经完成改造。", True),
        ("旧桥已经完成拆除。", False),
        ("要为老桥提供全方位的保障。", True),
        ("老桥的改造资金已纳入预算。", True),
    ],
)
def test_other_words_for_the_same_and_words_that_add(claim: str, does: bool) -> None:
    text = "一是保就业、促增长，加快新桥设计，完善管护制度。旧桥完成了改造。全方位保障老桥。老桥的改造资金已列入预算。"
    assert bool(support(Draft(claim, (passage(text),)))) is does
