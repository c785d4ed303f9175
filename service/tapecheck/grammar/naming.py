"""The proper name in a noun phrase: a known one, or a run of capitals that may be one."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from tapecheck.core.nouns import Metric
from tapecheck.grammar.names import Name, NameSpotter
from tapecheck.grammar.roles import Role
from tapecheck.grammar.scan import Token

# Nouns that a capital alone does not make a name: "European Shares".
_NAMEABLE = (
    Role.COMPANY_SUFFIX | Role.COMPANY_NOUN | Role.SHARE_NOUN | Role.INDEX_NOUN
    | Role.METRIC_NOUN | Role.REGION
)  # fmt: skip
_OPENING = Role.COMPANY_NOUN  # "Bank of Japan"
_NOT_FIRST = Role.REGION | Role.COMPANY_SUFFIX
# "S&P 500 Index", "Nikkei Stock Average": still what the name says.
_GAUGES = Role.INDEX_NOUN | Role.INDEX_ADJECTIVE | Role.SHARE_NOUN
# What only describes the name behind it: "Acme-backed Globex".
_DESCRIBING = ("-based", "-backed", "-owned", "-led", "-controlled", "-run", "-funded", "-linked")
_TRADES = Role.COMPANY_NOUN | Role.PLAIN_NOUN
_DESCRIPTIONS = _TRADES | Role.COMPANY_SUFFIX | Role.SIZED_NOUN
_JOINERS = frozenset({"&", "of", "and"})
_NO_NAME_ENDINGS = (
    "s", "ing", "ed", "ly", "tion", "ment", "able", "ible", "ous", "ive", "al", "ful", "less",
    "ist",
)  # fmt: skip


class Named(Struct, frozen=True):
    """A proper name as written; ``name`` is what it is known as, ``solid`` that it is a firm's.

    A capitalised word that merely opens the sentence, or stands alone in mid-sentence, may name
    anything: it can be a subject, but nothing later points back to it.
    """

    text: str
    name: Name | None
    solid: bool


def find_name(tokens: Sequence[Token], text: str, spotter: NameSpotter) -> Named | None:
    """Return the proper name in ``tokens``: the last known one, else the first run of capitals."""
    for token in tokens:
        if token.proper or token.name is not None or token.code or token.roles & _OPENING:
            break
    else:
        return None
    tokens = _without_seat(tokens)
    for place in range(len(tokens) - 1, -1, -1):
        if tokens[place].name is not None and not _repeats(tokens, place):
            member = _member(tokens, place, text, spotter)
            return member or _known(tokens, place, text, spotter)
    return _unknown(tokens, text, spotter) or _coded(tokens, text, spotter)


def _repeats(tokens: Sequence[Token], place: int) -> bool:
    """Return whether a code says again what was named before it: "the Dow .DJI"."""
    code, named = tokens[place], tokens[place - 1].name if place else None
    told = code.name.instrument if code.name is not None else None
    again = named is not None and named.instrument == told
    return code.lower.startswith(".") and again


def _without_seat(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return what stands behind a firm's seat or owner: "Lodi, California-based company"."""
    for place in range(len(tokens) - 2, -1, -1):
        if tokens[place].lower.endswith(_DESCRIBING):
            return tokens[place + 1 :]
    return tokens


def _member(tokens: Sequence[Token], place: int, text: str, spotter: NameSpotter) -> Named | None:
    """Return the firm of "Dow component Harrow", "Globex supplier Harrow": a name of its own."""
    name, rest = tokens[place].name, tokens[place + 1 :]
    if name is None or len(rest) < len(("component", "Harrow")):
        return None
    if name.metric is not Metric.INDEX and not (rest[1].proper and not rest[0].roles & ~_TRADES):
        return None
    between = rest[0].proper or rest[0].mark or rest[0].code or rest[0].roles & _GAUGES
    return None if between else _unknown(rest[1:], text, spotter)


def _coded(tokens: Sequence[Token], text: str, spotter: NameSpotter) -> Named | None:
    """Return the listing of a code that stands alone: "the benchmark index .KS11"."""
    for place, token in enumerate(tokens):
        if place and tokens[place - 1].roles & Role.METRIC_NOUN:
            continue  # "gross domestic product (GDP)"
        known = spotter.by_code(token.code) if token.code else None
        if known is not None or (token.code and len(tokens) == 1):
            return Named(text[token.start : token.stop].strip("() "), known, solid=True)
    return None


def _known(tokens: Sequence[Token], place: int, text: str, spotter: NameSpotter) -> Named:
    """Return a known name with what belongs to it; other capitals make it somebody else's."""
    first = last = place
    other = False
    while last + 1 < len(tokens) and (tokens[last + 1].proper or tokens[last + 1].lower == "&"):
        last += 1
        other = other or not _belongs(tokens[last], tokens[place].name)
    if first and tokens[first - 1].proper and not tokens[first - 1].roles & _NOT_FIRST:
        first -= 1
        other = True
    written = text[tokens[first].start : tokens[last].stop]
    if not other:
        return Named(written, tokens[place].name, solid=True)
    code = next((token.code for token in tokens[last:] if token.code), None)
    listed = spotter.by_code(code) if code else None
    run = tokens[first : last + 1]
    known = listed or spotter.by_spelling(_without_suffix(run, text))
    return Named(written, known, solid=known is not None or code is not None or _is_firm(run))


def _belongs(token: Token, name: Name | None) -> bool:
    """Return whether a capital behind a known name is still of it: "Harrow Inc".

    Some make it another firm's, unless the usual name has them too: "Harrow Enterprises".
    """
    if _tells_apart(token) and name is not None:
        return token.lower in name.name.lower()
    return bool(token.roles & (Role.COMPANY_SUFFIX | _GAUGES)) or token.lower == "&"


def _tells_apart(token: Token) -> bool:
    """Return whether a firm's last word may be all that tells it from another of its name."""
    return token.entry is not None and token.entry.word(Role.COMPANY_SUFFIX).of == "another"


def _unknown(tokens: Sequence[Token], text: str, spotter: NameSpotter) -> Named | None:
    run = _run(_described(tokens, text), text) or _run(tokens, text)
    if not run or _is_market(run):
        return None
    only = run[0]
    written = text[only.start : run[-1].stop]
    spelled = spotter.by_spelling(written)
    joined = any(t.lower in _JOINERS for t in run)
    if spelled is None and not joined and all(t.roles & _NAMEABLE for t in run):
        return None
    opens = len(run) == 1 and only.opens and not written.isupper() and "-" not in written
    if opens and only.lower.endswith(_NO_NAME_ENDINGS) and not _has_shares(tokens, only):
        return None
    code = next((t.code for t in tokens if t.code), None)
    known = (spotter.by_code(code) if code else None) or spelled
    known = known or spotter.by_spelling(_without_suffix(run, text)) or _by_ticker(written, spotter)
    solid = code is not None or known is not None or _is_firm(run)
    return Named(written, known, solid=solid)


def _has_shares(tokens: Sequence[Token], only: Token) -> bool:
    """Return whether a plural has shares as only a name does: "Harrows shares fell"."""
    behind = tokens[tokens.index(only) + 1 :][:1]
    return only.lower.endswith("s") and any(t.roles & Role.SHARE_NOUN for t in behind)


def _is_firm(run: Sequence[Token]) -> bool:
    """Return whether a name ends as those of firms do: "Harrow Corp", not "Harrow Maps"."""
    return any(token.roles & Role.COMPANY_SUFFIX for token in run)


def _is_market(run: Sequence[Token]) -> bool:
    """Return whether a capital only opens the sentence before a place: "Volatile Chinese"."""
    places = run[1:]
    if not run[0].opens or not places or not all(t.roles & Role.REGION for t in places):
        return False
    return places[-1].lower.endswith(_OF_A_PLACE)


_OF_A_PLACE = ("ese", "ish", "ian", "ean", "rman", "ench", "wiss")


def _described(tokens: Sequence[Token], text: str) -> Sequence[Token]:
    """Return the name that a phrase ends with, behind what tells of it: "Drug maker Acme"."""
    last = len(tokens)
    while last and tokens[last - 1].code:
        last -= 1
    place = last
    while place and (tokens[place - 1].proper or tokens[place - 1].lower == "&"):
        place -= 1
    before = tokens[place - 1] if place else None
    if before is None or before.mark or before.name or before.code or place == last:
        return ()
    trade = not before.roles or before.roles & _DESCRIPTIONS
    trade = trade and text[before.start].islower()
    return tokens[place:] if trade else ()


def _without_suffix(run: Sequence[Token], text: str) -> str:
    """Return a name without "Inc", "Corp" and the like, as long as something is left."""
    last = len(run) - 1
    while last > 0 and run[last].roles & Role.COMPANY_SUFFIX and not _tells_apart(run[last]):
        last -= 1
    return text[run[0].start : run[last].stop]


def _by_ticker(written: str, spotter: NameSpotter) -> Name | None:
    """Return the listing whose ticker stands for its name: "TJX fell 3 percent"."""
    return spotter.by_code(written) if len(written) > 2 and written.isupper() else None


def _run(tokens: Sequence[Token], text: str) -> list[Token]:
    """Return the first run of capitalised words, "&" and "of" between them included."""
    run: list[Token] = []
    for place, token in enumerate(tokens):
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        if (
            token.proper
            or _opens_name(token, following, text)
            or _goes_on(run, tokens, place, text)
        ):
            run.append(token)
        elif run and not token.code:
            break
    return run


def _opens_name(token: Token, following: Token | None, text: str) -> bool:
    """Return whether a known word opens a name: "American Express", "Bank of Japan"."""
    if following is None or not text[token.start].isupper():
        return False
    if token.roles & _OPENING:
        return following.lower == "of"
    return bool(token.roles & Role.REGION) and following.proper


def _goes_on(run: list[Token], tokens: Sequence[Token], place: int, text: str) -> bool:
    """Return whether a small word or a place goes on a name: "of" and "Japan" in that bank's."""
    if not run:
        return False
    if tokens[place].roles & Role.REGION:
        return text[tokens[place].start].isupper()
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if tokens[place].mark:  # "Harrow's Inc"
        return following is None or bool(following.roles & Role.COMPANY_SUFFIX)
    named = following is not None and (following.proper or following.roles & Role.REGION)
    ends = run[-1].roles & Role.COMPANY_SUFFIX  # "Acme Plc & Globex Plc"
    if ends and following is not None and not following.roles & Role.COMPANY_SUFFIX:
        return False
    return tokens[place].lower in _JOINERS and bool(named)
