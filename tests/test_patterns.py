"""Patterns that are compiled when they are first used."""

import gc
import importlib
import pkgutil
import re

import pytest

import assistant
import index
from index.patterns import _Later, compiled


def test_a_pattern_finds_what_a_compiled_one_does() -> None:
    words = compiled("([a-z]+)(?P<number>\\d*)", re.IGNORECASE)
    same = re.compile(words.pattern, words.flags)
    assert words.findall("One1 two") == same.findall("One1 two")
    found = words.search("..Ab12")
    assert found is not None
    assert found["number"] == "12"
    assert words.sub("-", "a1 b2") == "- -"


def test_every_pattern_of_the_product_is_one() -> None:
    for package in (assistant, index):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    stated = [one for one in gc.get_objects() if type(one) is _Later]
    assert len(stated) > 100
    for one in stated:
        assert one.pattern == re.compile(one.pattern, one.flags).pattern


def test_a_mistake_in_a_pattern_is_told_at_its_first_use() -> None:
    broken = compiled("(")
    with pytest.raises(re.error):
        broken.search("")


def test_what_no_pattern_has_is_no_attribute() -> None:
    assert not hasattr(compiled("a"), "nothing")
