"""Sentences in English held against Chinese quotes: what stands, and every way in which it must not."""

import pytest
from conftest import number_of
from model_server import ModelServer

from assistant.generation.draft import Draft
from assistant.generation.endpoint import Endpoint
from assistant.route import Library, answer
from assistant.settings import AssistantSettings
from assistant.verification.english_figures import find_stated
from assistant.verify import GLOSSED, check, support
from index.passage import Article, Passage, Span
from index.sentences import split_sentences

ARTICLE = Article("a", "节水", "王强", "局长", "甲市水务局", "甲市", "节水行动", "2025-05-01", "a.txt")
TEXT = (
    "去年甲市新增就业2.5万人，投资近3亿元。今年的目标是新增就业3万人、建设项目40个以上。"
    "对中小企业减少检查，对失信企业联合惩戒。项目储备是项目建设的基础。边境线长1200多公里，口岸5个。水资源并不短缺。"
)


def passage(text: str = TEXT) -> Passage:
    return Passage("p", ARTICLE, "body", text, (Span(0, len(text)),), "", split_sentences(text), False, False, False)


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("60,000 jobs", "60000", "", ""),
        ("1.7 billion yuan", "1700000000", "元", ""),
        ("more than 170 billion yuan", "170000000000", "元", "over"),
        ("nearly one third of the total", "1/3", "", "near"),
        ("21.2% of it", "21.2", "%", ""),
        ("21.2 percent", "21.2", "%", ""),
        ("seven measures", "7", "", ""),
        ("over 4,200 kilometers", "4200", "公里", "over"),
        ("360,000 square kilometres", "360000", "平方公里", ""),
        ("no more than 12 tons", "12", "吨", "under"),
        ("two million", "2000000", "", ""),
        ("2,025 jobs", "2025", "", ""),
    ],
)
def test_a_figure_is_that_of_the_chinese_text(text: str, value: str, unit: str, bound: str) -> None:
    (found,) = find_stated(text)
    assert (found.value, found.unit, found.bound) == (value, unit, bound)


@pytest.mark.parametrize("text", ["in 2025", "in 2025, they", "one of the jobs", "No figure", "A4"])
def test_what_states_no_figure(text: str) -> None:
    assert not find_stated(text)


@pytest.mark.parametrize(
    ("claim", "does"),
    [
        ("The target for this year is 30,000 new jobs.", True),
        ("The target for this year is 30,000 new jobs and more than 40 projects.", True),
        ("The target for this year is 40 new jobs and more than 30,000 projects.", False),  # changed places
        ("The target for this year is 30,000 projects.", False),
        ("The target for this year is 40 projects.", False),  # without its bound
        ("The target for 2024 is 30,000 new jobs.", False),
        ("The target for this year is 30,000 new jobs in Baotou.", False),
        ("The region's target for this year is 30,000 new jobs.", False),
        ("The city created 30,000 new jobs this year.", False),  # a plan is no result
        ("Last year investment was nearly 300 million yuan.", True),
        ("Last year investment was nearly 3 billion yuan.", False),
        ("Last year investment was more than 300 million yuan.", False),
        ("This year investment was nearly 300 million yuan.", False),
        ("Last year investment will be nearly 300 million yuan.", False),
        ("Wang Qiang said the target for this year is 30,000 new jobs.", True),
        ("Li Qiang said the target for this year is 30,000 new jobs.", False),
        ("According to the mayor, the target for this year is 30,000 new jobs.", False),
        ("Inspections are reduced for small and medium-sized enterprises.", True),
        ("Inspections are reduced for dishonest enterprises.", False),
        ("Inspections are reduced for all small and medium-sized enterprises.", False),
        ("Project reserves are the foundation of project construction.", True),
        ("Project construction is the foundation of project reserves.", False),
        ("Project reserves are the most important foundation of project construction.", False),
        ("Because of project reserves, project construction is successful.", False),
        ("The border is over 1,200 kilometers.", True),
        ("The border is over 1,200 meters.", False),
        ("Water resources are short.", False),  # turned round
        ("There are 5 ports.", True),
        ("There are 5 ports and a free trade zone.", False),
        ("Please visit the website for subsidies.", False),
        ("im_end", False),  # what frames alone says nothing
        ("The total is set out.", False),
        ("Yes.", False),
    ],
)
def test_whether_the_quotes_carry_an_english_claim(claim: str, does: bool) -> None:
    assert bool(support(Draft(claim, (passage(),)))) is does


def test_an_english_sentence_cites_one_sentence_and_nothing_is_quoted_in_its_place() -> None:
    made = check(Draft("There are 5 ports.", ()), [passage()])
    assert made is not None
    assert (made.how, made.support) == ("recited", GLOSSED)
    [(cited, span)] = made.quotes
    assert cited.text_of(span) == "边境线长1200多公里，口岸5个。"
    assert check(Draft("There are 6 ports.", (passage(),)), [passage()]) is None


def test_a_question_in_english_is_answered_in_english(model: ModelServer, library: Library) -> None:
    number = number_of(library, "城镇新增就业6万人")
    write = Endpoint(AssistantSettings(base_url=model.url, model="m")).write
    question = "呼和浩特市2025年城镇新增就业的目标是多少？"
    model.replies = [
        f"The target is 60,000 new urban jobs. [{number}] The target is 80,000 new urban jobs. [{number}]"
        f" All graduates are promised jobs. [{number}]"
    ]
    made = answer(question, library, complete=write)
    assert made.mode == "generated"
    assert made.text == "The target is 60,000 new urban jobs.[1]"
    assert "城镇新增就业6万人" in made.citations[0].quote
    assert (made.checks.verified, made.checks.dropped) == (1, 2)
