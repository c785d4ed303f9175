"""The parts of a sentence: noun phrases, verbs, amounts, times and what joins them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from msgspec import Struct

from tapecheck.core.nouns import Hedge
from tapecheck.grammar.choice import Choice
from tapecheck.grammar.quantities import Amount
from tapecheck.grammar.roles import Role
from tapecheck.grammar.rulefile import Word
from tapecheck.grammar.scan import Token


class Sort(Choice):
    """What a part is."""

    NOUN: ClassVar[Sort]
    VERB: ClassVar[Sort]
    MOVE_ADVERB: ClassVar[Sort]
    MOVE_NOUN: ClassVar[Sort]
    AMOUNT: ClassVar[Sort]
    TIME: ClassVar[Sort]
    DATE: ClassVar[Sort]
    BASIS: ClassVar[Sort]
    ANCHOR: ClassVar[Sort]
    PREPOSITION: ClassVar[Sort]
    CONJUNCTION: ClassVar[Sort]
    SUBORDINATOR: ClassVar[Sort]
    RELATIVE: ClassVar[Sort]
    COMMA: ClassVar[Sort]
    DASH: ClassVar[Sort]
    OPEN: ClassVar[Sort]
    CLOSE: ClassVar[Sort]
    QUOTE: ClassVar[Sort]
    COLON: ClassVar[Sort]
    HEDGE: ClassVar[Sort]
    MODAL: ClassVar[Sort]


class Part(Struct, gc=False):
    """A run of tokens that plays one part; offsets are those of the text.

    ``token`` is the one that counts: the verb of a verb group, the noun of a move, the phrase of
    an anchor; ``roles`` and ``lower`` are its own. ``word`` is what it brings. Verbs say how they
    stand: as an infinitive ("to close"), as a participle ("rising"), denied ("did not rise"), under
    a modal ("could").
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
    roles: int = 0
    lower: str = ""

    def __post_init__(self) -> None:
        """Keep at hand what is asked for most."""
        self.roles = self.token.roles
        self.lower = self.token.lower


def roles_of(tokens: Iterable[Token]) -> int:
    """Return the roles that the tokens of a phrase play, joined."""
    roles = 0
    for token in tokens:
        roles |= token.roles
    return roles


# Roles, joined where code asks for any of several.
VERBS = (
    Role.MOVE_VERB
    | Role.DRIFT_VERB
    | Role.PUSH_VERB
    | Role.WIPE_VERB
    | Role.LEVEL_VERB
    | Role.VERB
    | Role.AUXILIARY
)
MAIN_VERBS = VERBS & ~Role.AUXILIARY
MARKET_NOUNS = (
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
NOUNS = MARKET_NOUNS | (
    Role.METRIC_NOUN
    | Role.LEVEL_NOUN
    | Role.COMPANY_NOUN
    | Role.SOURCE
    | Role.OFFICE
    | Role.PERIOD
    | Role.COMPANY_SUFFIX
)
NOMINAL = NOUNS | (Role.MOVE_NOUN | Role.PLAIN_NOUN)
ANCHORS = Role.EXTREME | Role.STREAK | Role.RANKING | Role.COMPARISON | Role.SHARE
