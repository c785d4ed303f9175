from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapecheck.core.nouns import Article, Metric
from tapecheck.grammar.names import Name, NameSpotter
from tapecheck.grammar.parse import Parser
from tapecheck.grammar.rulebook import Rulebook
from tapecheck.grammar.rulefile import Word

ACME = Name("Acme", "Acme Corp", instrument="XNYS:ACME")
NAMES = (
    ACME,
    Name("Acme Mining", "Acme Mining Ltd", instrument="XTSE:ACM"),
    Name("九九", "Ninety-Nine Ltd", instrument="XHKG:9999.HK"),
    Name("九九科技", "Ninety-Nine Tech", instrument="XHKG:9998.HK"),
    Name("Hang Seng", "Hang Seng Index", Metric.INDEX, "XHKG:^HSI"),
    Name("Hang Seng Tech Index", "Hang Seng TECH Index", Metric.INDEX, "XHKG:HSTECH"),
    Name(".HSTECH", "Hang Seng TECH Index", Metric.INDEX, "XHKG:HSTECH"),
    Name("AT&T", "AT&T Inc", instrument="XNYS:T"),
    Name("3M", "3M Co", instrument="XNYS:MMM"),
    Name("Café Royal", "Café Royal SA", instrument="XPAR:CAF.PA"),
)
WELL_KNOWN = {"Footsie": Word(name="FTSE 100"), "Acme": Word(name="Acme Index")}


@pytest.fixture(scope="module")
def spotter() -> NameSpotter:
    return NameSpotter(NAMES, well_known=WELL_KNOWN)


def found(spotter: NameSpotter, text: str) -> dict[str, str]:
    """Return what was found: the words in the text, and the usual name they stand for."""
    return {text[start:stop]: name.name for start, (stop, name) in spotter.find(text).items()}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Acme rose.", {"Acme": "Acme Corp"}),
        ("Acme's shares", {"Acme": "Acme Corp"}),
        ("Acme’s shares", {"Acme": "Acme Corp"}),
        ("(Acme)", {"Acme": "Acme Corp"}),
        ("Acme-led", {"Acme": "Acme Corp"}),
        ("📈Acme📉", {"Acme": "Acme Corp"}),
        ("Acmes", {}),
        ("MegaAcme", {}),
        ("Acme2", {}),
        ("acme", {}),
        ("ACME", {}),
        ("AcmeÉ", {}),
        ("AT&T fell", {"AT&T": "AT&T Inc"}),
        ("3M fell", {"3M": "3M Co"}),
        ("13M fell", {}),
        ("Café Royal", {"Café Royal": "Café Royal SA"}),
    ],
)
def test_a_name_is_found_as_a_whole_word_in_its_own_case(
    spotter: NameSpotter, text: str, names: dict[str, str]
) -> None:
    assert found(spotter, text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("九九", {"九九": "Ninety-Nine Ltd"}),
        ("買入九九股票", {"九九": "Ninety-Nine Ltd"}),
        ("Ninety-Nine (九九) rose", {"九九": "Ninety-Nine Ltd"}),
        ("九九rose", {"九九": "Ninety-Nine Ltd"}),
        ("九九科技上升", {"九九科技": "Ninety-Nine Tech"}),
    ],
)
def test_chinese_names_need_no_blanks_around_them(
    spotter: NameSpotter, text: str, names: dict[str, str]
) -> None:
    assert found(spotter, text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Acme Mining rose", {"Acme Mining": "Acme Mining Ltd"}),
        ("Hang Seng Tech Index", {"Hang Seng Tech Index": "Hang Seng TECH Index"}),
        ("Hang Seng Technology", {"Hang Seng": "Hang Seng Index"}),
        ("Hang Seng and Hang Seng Tech Index", {"Hang Seng": "Hang Seng Index",
                                               "Hang Seng Tech Index": "Hang Seng TECH Index"}),
    ],
)  # fmt: skip
def test_of_two_names_that_overlap_the_longest_wins(
    spotter: NameSpotter, text: str, names: dict[str, str]
) -> None:
    assert found(spotter, text) == names


def test_the_tape_has_the_first_word_on_what_a_name_stands_for(spotter: NameSpotter) -> None:
    assert spotter.find("Acme")[0][1] is ACME


def test_a_name_that_only_the_rules_know_has_no_instrument(spotter: NameSpotter) -> None:
    _, name = spotter.find("Footsie")[0]
    assert (name.name, name.metric, name.instrument) == ("FTSE 100", Metric.INDEX, None)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("ACME", "Acme Corp"),
        ("9999.HK", "Ninety-Nine Ltd"),
        (".HSTECH", "Hang Seng TECH Index"),
        ("HSTECH", "Hang Seng TECH Index"),
        ("T", "AT&T Inc"),
        ("acme", None),
        ("ACM.X", None),
    ],
)
def test_a_listing_goes_by_its_ticker_and_its_ric(
    spotter: NameSpotter, code: str, name: str | None
) -> None:
    known = spotter.by_code(code)
    assert (known.name if known else None) == name


def subject(rulebook: Rulebook, text: str) -> str | None:
    """Return the instrument that a text's first claim is about."""
    parser = Parser(rulebook, NAMES)
    first = parser.parse(Article(text=text, published=dt.date(2025, 2, 13)))[0]
    return first.subject.instrument if first.subject else None


@pytest.mark.parametrize(
    ("text", "instrument"),
    [
        ("Ninety-Nine Ltd (9999.HK) rose 3 percent.", "XHKG:9999.HK"),
        ("Acme (九九) rose 3 percent.", "XNYS:ACME"),
        ("Shares of Mega Corp (NYSE: ACME) rose 3 percent.", "XNYS:ACME"),
        ("Mega Holdings Inc (ACME.N) rose 3 percent.", "XNYS:ACME"),
        ("Mega Holdings Inc (MEGA.N) rose 3 percent.", None),
        ("The tech gauge (.HSTECH) rose 3 percent.", "XHKG:HSTECH"),
        ("Acme's shares rose 3 percent.", "XNYS:ACME"),
        ("Shares in Acme rose 3 percent.", "XNYS:ACME"),
        ("Shares of Acme Mining rose 3 percent.", "XTSE:ACM"),
        ("Acme Bank rose 3 percent.", None),
        ("Acme Corp rose 3 percent.", "XNYS:ACME"),
        ("Acme Enterprises rose 3 percent.", None),
        ("Acme Bank Corp (ACB.O) said it found oil. Shares of Acme rose 3 percent.", None),
        ("Acme Corp and Acme Bank Corp met. Shares of Acme rose 3 percent.", "XNYS:ACME"),
    ],
)
def test_the_subject_of_a_claim_is_told_by_name_or_by_a_code_in_brackets(
    rulebook: Rulebook, text: str, instrument: str | None
) -> None:
    assert subject(rulebook, text) == instrument


@given(text=st.text(st.characters()) | st.text(st.sampled_from("Acme HangSgT九科技.'’&3M\n")))
def test_every_name_found_stands_in_the_text_as_it_is_written(
    spotter: NameSpotter, text: str
) -> None:
    last = 0
    for start, (stop, name) in spotter.find(text.encode("utf-8", "replace").decode()).items():
        assert start >= last
        assert text[start:stop] == name.text
        last = stop
