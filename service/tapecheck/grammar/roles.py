"""The parts that words play. A word may play several; the words around it decide."""

from __future__ import annotations

from itertools import count

_bits = (1 << place for place in count())


def _bit() -> int:
    return next(_bits)


class Role:
    """One bit for each section of the rule files: ``[words.move_verb]`` is MOVE_VERB.

    Joined and tested for every word of a text, roles are plain integers and no IntFlag.
    """

    MOVE_VERB = _bit()
    DRIFT_VERB = _bit()
    PUSH_VERB = _bit()
    WIPE_VERB = _bit()
    MOVE_ADVERB = _bit()
    MOVE_NOUN = _bit()
    LEVEL_VERB = _bit()
    BASIS = _bit()
    HEDGE = _bit()
    FILLER = _bit()
    NUMBER = _bit()
    ORDINAL = _bit()
    FRACTION = _bit()
    FOLD = _bit()
    MONTH = _bit()
    WEEKDAY = _bit()
    PERIOD = _bit()
    PLAIN_NOUN = _bit()
    WINDOW = _bit()
    DATE = _bit()
    SHARE_NOUN = _bit()
    INDEX_NOUN = _bit()
    INDEX_ADJECTIVE = _bit()
    YIELD_NOUN = _bit()
    BOND_NOUN = _bit()
    FX_NOUN = _bit()
    COMMODITY_NOUN = _bit()
    PRICE_NOUN = _bit()
    MARKET_NOUN = _bit()
    VALUE_NOUN = _bit()
    VOLUME_NOUN = _bit()
    METRIC_NOUN = _bit()
    LEVEL_NOUN = _bit()
    COMPANY_NOUN = _bit()
    STAKE_NOUN = _bit()
    SIZED_NOUN = _bit()
    GAP_NOUN = _bit()
    REGION = _bit()
    INSTITUTION = _bit()
    EXTREME = _bit()
    STREAK = _bit()
    RANKING = _bit()
    COMPARISON = _bit()
    POSITION = _bit()
    TARGET = _bit()
    SHARE = _bit()
    MODAL = _bit()
    SOURCE = _bit()
    OFFICE = _bit()
    DETERMINER = _bit()
    PREPOSITION = _bit()
    AUXILIARY = _bit()
    CONJUNCTION = _bit()
    SUBORDINATOR = _bit()
    RELATIVE = _bit()
    PRONOUN = _bit()
    NEGATION = _bit()
    ADVERB = _bit()
    VERB = _bit()
    ABBREVIATION = _bit()
    MAYBE_ABBREVIATION = _bit()
    COMPANY_SUFFIX = _bit()


# Sections that are read as text around a number; those WRITTEN never as words of their own.
WRITTEN = ("currency_sign", "currency_name", "magnitude", "unit", "home_cue", "home_style")
TEXTUAL = (*WRITTEN, "number", "fraction")

SECTIONS: dict[str, int] = {name.lower(): bit for name, bit in vars(Role).items() if name.isupper()}
VERBAL = frozenset(
    {
        "move_verb", "drift_verb", "push_verb", "wipe_verb", "level_verb", "verb", "auxiliary",
        "comparison",
    }
)  # fmt: skip
NOMINAL = frozenset(
    {
        "move_noun", "share_noun", "index_noun", "yield_noun", "bond_noun", "value_noun",
        "volume_noun", "metric_noun", "level_noun", "price_noun", "stake_noun", "sized_noun",
        "market_noun", "company_noun", "commodity_noun", "fx_noun", "source", "office", "period",
        "plain_noun",
    }
)  # fmt: skip
