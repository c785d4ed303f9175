"""Why a number makes no claim: one table of reasons, each with a sentence for people."""

from __future__ import annotations

from enum import StrEnum


class Why(StrEnum):
    """What the parser found a number to be, or missed, where it left it alone."""

    DATE = "date"
    TIME_OF_DAY = "time-of-day"
    NAME = "part-of-a-name"
    CODE = "code"
    WORD = "part-of-a-word"
    AGE = "age"
    YEAR = "year"
    COUNT = "count"
    OF_A_NOUN = "describes-a-noun"
    PART = "part-of-something-else"
    THRESHOLD = "threshold"
    NO_VERB = "no-verb"
    NO_PLACE = "no-place"
    VERB = "verb-takes-no-figure"
    PRICE_PAID = "price-paid"
    SIZE = "size-of-a-noun"
    PLACED = "placed-nowhere"
    CIRCUMSTANCE = "circumstance"
    BEHIND_NOUN = "behind-a-noun"
    LISTED = "listed"
    APART = "set-apart"
    DENIED = "denied"
    NO_SUBJECT = "no-subject"
    UNKNOWN_SUBJECT = "unknown-subject"
    UNPAIRED = "unpaired"
    NO_DIRECTION = "no-direction"
    NO_UNIT = "no-unit"
    UNIT = "wrong-unit"
    NO_RULE = "no-rule"
    UNEXPLAINED = "unexplained"


REASONS = {
    Why.DATE: "It tells a day, a year or a stretch of time.",
    Why.TIME_OF_DAY: "It tells the time of day or the moment of a session.",
    Why.NAME: "It belongs to a name, as in S&P 500.",
    Why.CODE: "It belongs to a ticker or an instrument code.",
    Why.WORD: "It is written into a word, as in A380 or 12-year-old.",
    Why.AGE: "It tells how old somebody is.",
    Why.YEAR: "It is a year that no phrase of time takes up.",
    Why.COUNT: "It counts things: 3,000 workers.",
    Why.OF_A_NOUN: "It describes the noun behind it: a 5 percent tax.",
    Why.PART: "It is a part of something that has no price: 5 percent of its staff.",
    Why.THRESHOLD: "Charts or contracts set it, nothing trades there: a strike price of $5.",
    Why.NO_VERB: "No verb, adverb or noun of a move is open that it could measure.",
    Why.NO_PLACE: "The words around it give it no place in a claim.",
    Why.VERB: "The verb before it tells neither a move nor a level: paid $5.",
    Why.PRICE_PAID: "It is what something is sold, done or meant for: sold for $5.",
    Why.SIZE: "It tells how much there is of a noun that has no figure: a fleet of 300.",
    Why.PLACED: "It tells where something stands that has no price or figure: a bid at $5.",
    Why.CIRCUMSTANCE: "It tells a circumstance, and no move or level: with $5 in hand, in 3 towns.",
    Why.BEHIND_NOUN: "It stands behind a noun that takes no figure there.",
    Why.LISTED: "It is joined to something that makes no claim.",
    Why.APART: "A comma, a dash or a bracket parts it from what it could measure.",
    Why.DENIED: "The sentence denies it: did not rise 3 percent.",
    Why.NO_SUBJECT: "It is said of nobody, or of somebody who has no price.",
    Why.UNKNOWN_SUBJECT: "It is the level of something that no rule knows.",
    Why.UNPAIRED: "There are not as many figures as subjects to share them.",
    Why.NO_DIRECTION: "It tells how far, but nothing tells which way.",
    Why.NO_UNIT: "It has no unit, and what it is said of is not counted in points.",
    Why.UNIT: "Its unit does not measure what it is said of: points of a share.",
    Why.NO_RULE: "No claim rule takes its unit for what it is said of.",
    Why.UNEXPLAINED: "The parser cannot tell why: please report the sentence.",
}
# Reasons that name no cause: numbers left for one of these are unaccounted for.
UNACCOUNTED = frozenset({Why.NO_PLACE, Why.UNEXPLAINED})
