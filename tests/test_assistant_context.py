"""What a reader takes over from the question and the sentences before."""

from assistant.generation.context import Context, read_on, told_apart
from assistant.verify import Supported
from index.passage import Article, Passage, Span

CITY = Article("a", "城里的事", "王工", "局长", "呼和浩特市水务局", "呼和浩特市", "", "2025-02-06", "a.txt")
REGION = Article("b", "全区的事", "李工", "研究员", "内蒙古社会科学院", "内蒙古自治区", "", "2025-02-18", "b.txt")


def _supported(article: Article, text: str, quote: str, how: str = "verified") -> Supported:
    whole = Span(0, len(quote))
    passage = Passage(article.id, article, "body", quote, (whole,), "", (whole,), False, False, False)
    return Supported(text, ((passage, whole),), 1.0, "quoted" if how == "quoted" else "verified")


def test_what_is_of_another_place_than_the_one_spoken_of_says_so() -> None:
    border = _supported(REGION, "有4200多公里的边境线。", "我区有4200多公里的边境线。")
    asked = read_on(Context(), "呼和浩特有多少边境线？", [CITY, REGION])
    assert told_apart(border, asked).text == "内蒙古自治区：有4200多公里的边境线。"
    assert told_apart(border, Context()).text == border.text
    assert told_apart(border, read_on(Context(), "内蒙古有多少边境线？", [CITY, REGION])).text == border.text
    named = _supported(REGION, "全区有4200多公里的边境线。", "我区有4200多公里的边境线。")
    assert told_apart(named, asked).text == named.text


def test_what_another_says_than_the_one_spoken_of_has_his_name() -> None:
    advice = _supported(REGION, "探索建立承诺制。", "探索建立承诺制。")
    asked = read_on(Context(), "市水务局怎么做？", [CITY, REGION])
    assert asked.author == "王工"
    told = told_apart(advice, asked)
    assert told.text == "李工：探索建立承诺制。"
    behind = read_on(asked, told.text, [REGION])
    assert told_apart(_supported(REGION, "优化流程。", "优化流程。"), behind).text == "优化流程。"
    assert told_apart(_supported(CITY, "王工说要修路。", "要修路。"), behind).text == "王工说要修路。"


def test_a_result_is_told_as_last_years_where_this_year_is_spoken_of() -> None:
    result = _supported(CITY, "城镇新增就业6.21万人。", "全年城镇新增就业6.21万人。")
    for question, text in (
        ("今年的目标是多少？", "去年，城镇新增就业6.21万人。"),
        ("去年新增了多少？", "城镇新增就业6.21万人。"),
        ("新增就业多少？", "城镇新增就业6.21万人。"),
    ):
        assert told_apart(result, read_on(Context(), question, [CITY])).text == text
    goal = _supported(CITY, "城镇新增就业6万人。", "围绕城镇新增就业6万人的总目标，持续扩大就业容量。")
    assert told_apart(goal, read_on(Context(), "今年的目标是多少？", [CITY])).text == goal.text


def test_a_sentence_in_english_stays_in_english() -> None:
    border = _supported(REGION, "Inner Mongolia has a border of over 4,200 km.", "我区有4200多公里的边境线。")
    asked = read_on(Context(), "How long is Hohhot's border? 呼和浩特", [CITY, REGION])
    assert told_apart(border, asked).text == border.text


def test_a_quote_in_the_place_of_a_sentence_stays_as_it_is() -> None:
    quote = _supported(REGION, "我区有4200多公里的边境线。", "我区有4200多公里的边境线。", how="quoted")
    assert told_apart(quote, Context(region="呼和浩特市", author="王工", now=True)) == quote
