"""Folding and terms."""

from index.fold import dictionary_cut, fold, terms


def test_width_and_case_are_folded() -> None:
    assert fold("Ｈ＋回　２０２５％ ABC") == "h+回 2025% abc"


def test_terms_are_bigrams_long_words_numbers_and_latin_words() -> None:
    assert terms("水务局2025年GDP") == ["水务", "务局", "水务局", "2025", "年", "gdp"]


def test_the_dictionary_cut_loses_nothing() -> None:
    text = "用水超定额累进加价制度；生态方面"
    assert "".join(dictionary_cut(text)) == text


def test_traditional_characters_and_variants_are_folded() -> None:
    assert fold("韓成福說：不合規方式") == "韩成福说:不合规方式"
    assert terms("節水") == terms("节水")
