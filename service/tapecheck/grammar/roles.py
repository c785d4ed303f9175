"""The parts that words play. A word may play several; the words around it decide."""

from __future__ import annotations

from enum import IntEnum, auto


class Role(IntEnum):
    """One bit for each section of the rule files: ``[words.move_verb]`` is MOVE_VERB.

    Not an IntFlag: joined and tested for every word of a text, roles must be plain integers.
    """

    @staticmethod
    def _generate_next_value_(name: str, start: int, count: int, last_values: list[int]) -> int:
        return 1 << count

    MOVE_VERB = auto()
    DRIFT_VERB = auto()
    PUSH_VERB = auto()
    WIPE_VERB = auto()
    MOVE_ADVERB = auto()
    MOVE_NOUN = auto()
    LEVEL_VERB = auto()
    BASIS = auto()
    HEDGE = auto()
    FILLER = auto()
    NUMBER = auto()
    ORDINAL = auto()
    FRACTION = auto()
    FOLD = auto()
    MONTH = auto()
    WEEKDAY = auto()
    PERIOD = auto()
    PLAIN_NOUN = auto()
    WINDOW = auto()
    DATE = auto()
    SHARE_NOUN = auto()
    INDEX_NOUN = auto()
    INDEX_ADJECTIVE = auto()
    YIELD_NOUN = auto()
    BOND_NOUN = auto()
    FX_NOUN = auto()
    COMMODITY_NOUN = auto()
    PRICE_NOUN = auto()
    MARKET_NOUN = auto()
    VALUE_NOUN = auto()
    VOLUME_NOUN = auto()
    METRIC_NOUN = auto()
    LEVEL_NOUN = auto()
    COMPANY_NOUN = auto()
    STAKE_NOUN = auto()
    SIZED_NOUN = auto()
    REGION = auto()
    INSTITUTION = auto()
    EXTREME = auto()
    STREAK = auto()
    RANKING = auto()
    COMPARISON = auto()
    SHARE = auto()
    MODAL = auto()
    SOURCE = auto()
    OFFICE = auto()
    DETERMINER = auto()
    PREPOSITION = auto()
    AUXILIARY = auto()
    CONJUNCTION = auto()
    SUBORDINATOR = auto()
    RELATIVE = auto()
    PRONOUN = auto()
    NEGATION = auto()
    ADVERB = auto()
    VERB = auto()
    ABBREVIATION = auto()
    MAYBE_ABBREVIATION = auto()
    COMPANY_SUFFIX = auto()


# Sections that are read as text around a number, never as words of their own.
TEXTUAL = ("currency_sign", "currency_name", "magnitude", "unit", "number", "fraction")

SECTIONS = {role.name.lower(): role for role in Role if role.name}
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
