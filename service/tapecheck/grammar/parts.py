"""The parts of a sentence: noun phrases, verbs, amounts, times and what joins them."""

from __future__ import annotations

from enum import IntEnum, auto

from msgspec import Struct

from tapecheck.core.nouns import Hedge
from tapecheck.grammar.quantities import Amount
from tapecheck.grammar.roles import Role
from tapecheck.grammar.rulefile import Word
from tapecheck.grammar.scan import Token


class Sort(IntEnum):
    """What a part is."""

    NOUN = auto()
    VERB = auto()
    MOVE_ADVERB = auto()
    MOVE_NOUN = auto()
    AMOUNT = auto()
    TIME = auto()
    DATE = auto()
    BASIS = auto()
    ANCHOR = auto()
    PREPOSITION = auto()
    CONJUNCTION = auto()
    SUBORDINATOR = auto()
    RELATIVE = auto()
    COMMA = auto()
    DASH = auto()
    OPEN = auto()
    CLOSE = auto()
    QUOTE = auto()
    COLON = auto()
    HEDGE = auto()
    MODAL = auto()


class Part(Struct, gc=False):
    """A run of tokens that plays one part; offsets are those of the text.

    ``token`` is the one that counts: the verb of a verb group, the noun of a move, the phrase of
    an anchor. ``word`` is what it brings. Verbs say how they stand: as an infinitive
    ("to close"), as a participle ("rising"), denied ("did not rise"), under a modal ("could").
    """

    sort: Sort
    start: int
    stop: int
    token: Token
    tokens: tuple[Token, ...] = ()
    word: Word = Word()
    amount: Amount | None = None
    hedge: Hedge | None = None
    hedge_word: Word | None = None
    infinitive: bool = False
    participle: bool = False
    denied: bool = False
    modal: Word | None = None
    possessive: bool = False

    @property
    def roles(self) -> int:
        """Return the roles of the token that counts."""
        return self.token.roles

    @property
    def lower(self) -> str:
        """Return the token that counts, in lower case."""
        return self.token.lower


# Roles, joined where code asks for any of several.
VERBS = int(
    Role.MOVE_VERB
    | Role.DRIFT_VERB
    | Role.PUSH_VERB
    | Role.WIPE_VERB
    | Role.LEVEL_VERB
    | Role.VERB
    | Role.AUXILIARY
)
MAIN_VERBS = VERBS & ~int(Role.AUXILIARY)
MARKET_NOUNS = int(
    Role.SHARE_NOUN
    | Role.INDEX_NOUN
    | Role.YIELD_NOUN
    | Role.BOND_NOUN
    | Role.FX_NOUN
    | Role.COMMODITY_NOUN
    | Role.PRICE_NOUN
    | Role.MARKET_NOUN
    | Role.VALUE_NOUN
    | Role.VOLUME_NOUN
)
NOUNS = MARKET_NOUNS | int(
    Role.METRIC_NOUN
    | Role.LEVEL_NOUN
    | Role.COMPANY_NOUN
    | Role.SOURCE
    | Role.OFFICE
    | Role.PERIOD
    | Role.COMPANY_SUFFIX
)
NOMINAL = NOUNS | int(Role.MOVE_NOUN | Role.PLAIN_NOUN)
ANCHORS = int(Role.EXTREME | Role.STREAK | Role.RANKING | Role.COMPARISON | Role.SHARE)
