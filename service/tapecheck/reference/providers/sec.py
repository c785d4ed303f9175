"""The SEC's company facts: share counts and reported figures, each known since it was filed.

A count is taken only where the filings leave no doubt: companies with several classes report no
count of the whole there, or an old one frozen on the day they split their shares into classes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from msgspec import Struct, field

from tapecheck.reference.figures import Figure
from tapecheck.reference.instruments import Instrument
from tapecheck.reference.providers.answers import decoded
from tapecheck.reference.providers.errors import AnswerError, NoRowsError, UnknownSymbolError
from tapecheck.reference.providers.series import MOST, PLACES
from tapecheck.reference.providers.vendor import Found, Key, LeftOut, Vendor, Wanted
from tapecheck.reference.providers.wire import Answer, Wire
from tapecheck.reference.shares import ShareCount

_FACTS = "https://data.sec.gov/api/xbrl/companyfacts/CIK{cik:010d}.json"
_TICKERS = "https://www.sec.gov/files/company_tickers.json"
_SOURCE = "SEC"
# A cover page carries the count at least once a quarter, or once a year from abroad.
_FROZEN = dt.timedelta(days=400)
# Filings carry 1, 100 and 1000 where nobody filled in the count.
_FEWEST = 10_000
_THOUSANDS = 300
_LARGEST = 10**20
# The words that copy uses, by the concepts that mean them.
_METRICS = {
    "Revenues": ("revenue", "sales"),
    "RevenueFromContractWithCustomerExcludingAssessedTax": ("revenue", "sales"),
    "SalesRevenueNet": ("revenue", "sales"),
    "NetIncomeLoss": ("net income", "net profit", "profit"),
    "OperatingIncomeLoss": ("operating income", "operating profit"),
    "GrossProfit": ("gross profit",),
    "ResearchAndDevelopmentExpense": ("research and development",),
}


class _Fact(Struct, frozen=True):
    end: dt.date
    val: Decimal
    accn: str
    filed: dt.date
    form: str = ""
    start: dt.date | None = None


class _Concept(Struct, frozen=True):
    units: dict[str, Sequence[_Fact]]


class _Company(Struct, frozen=True):
    facts: dict[str, dict[str, _Concept]]


class _Ticker(Struct, frozen=True):
    cik: int = field(name="cik_str")
    ticker: str


def ask(wire: Wire, wanted: Wanted) -> Found:
    """Return the share counts and figures of one company."""
    company = wire.get(_FACTS.format(cik=_cik(wire, wanted.symbol)), {}, _company)
    subject = _subject(wanted)
    shares, frozen = _shares(company, wanted)
    figures, doubtful = _figures(company, wanted, subject)
    if not shares and not figures:
        why = f" ({frozen[0].why})" if frozen else ""
        what = f"no counts or figures of {wanted.symbol} from {wanted.since} to {wanted.until}{why}"
        raise NoRowsError(VENDOR.name, what)
    return Found(shares=shares, figures=figures, left_out=(*frozen, *doubtful))


def spell(listing: Instrument) -> str | None:
    """Return the ticker; the SEC lists its companies by them."""
    return listing.symbol.replace(".", "-")


def _cik(wire: Wire, symbol: str) -> int:
    """Return a company's number with the SEC, looked up where a ticker is given."""
    if symbol.isdigit():
        return int(symbol)
    found = wire.get(_TICKERS, {}, _tickers).get(symbol.upper())
    if found is None:
        raise UnknownSymbolError(VENDOR.name, f"lists no ticker {symbol}", way_out="give the CIK")
    return found


def _tickers(answer: Answer) -> dict[str, int]:
    return {each.ticker: each.cik for each in decoded(answer, dict[str, _Ticker]).values()}


def _company(answer: Answer) -> _Company:
    return decoded(answer, _Company)


def _subject(wanted: Wanted) -> str:
    if wanted.instrument is None:
        what = f"cannot tell whose figures those of {wanted.symbol} are"
        raise AnswerError(VENDOR.name, what, way_out="name a listing, as in ACME=0000012345")
    return wanted.instrument.id


def _shares(
    company: _Company, wanted: Wanted
) -> tuple[tuple[ShareCount, ...], tuple[LeftOut, ...]]:
    """Return the counts of the whole company; none where the filings leave a doubt."""
    concept = company.facts.get("dei", {}).get("EntityCommonStockSharesOutstanding")
    told = concept.units.get("shares", ()) if concept else ()
    facts = sorted((f for f in told if f.val.is_finite()), key=lambda f: f.filed)
    doubt = _doubt(company, facts, wanted)
    if doubt:
        return (), (LeftOut(symbol=wanted.symbol, day=None, why=doubt),)
    kept: list[ShareCount] = []
    left: list[LeftOut] = []
    for fact in facts:
        why = _odd_count(fact, facts, kept)
        if why:
            left.append(LeftOut(symbol=wanted.symbol, day=fact.end, why=why))
        elif not any(each.as_of == fact.end for each in kept):
            kept.append(_count(fact, wanted))
    inside = tuple(each for each in kept if wanted.since <= each.as_of <= wanted.until)
    return inside, tuple(each for each in left if each.day and each.day >= wanted.since)


def _doubt(company: _Company, facts: Sequence[_Fact], wanted: Wanted) -> str:
    """Return why no count of the company can be used, or nothing."""
    if wanted.instrument is not None and wanted.instrument.kind == "adr":
        return "the filings count ordinary shares, not depositary shares"
    if not facts:
        return "no count of the whole: several classes of shares, or none reported"
    newest = max(
        (f.filed for c in company.facts.get("us-gaap", {}).values() for u in c.units.values()
         for f in u), default=facts[-1].filed,
    )  # fmt: skip
    if newest - facts[-1].filed > _FROZEN:
        return f"the count stands still since {facts[-1].filed}: several classes since then"
    return ""


def _odd_count(fact: _Fact, facts: Iterable[_Fact], kept: Sequence[ShareCount]) -> str:
    if any(f.accn == fact.accn and f.end == fact.end and f.val != fact.val for f in facts):
        return "two counts in one filing: classes, and not the whole"
    if not _FEWEST <= fact.val < MOST:
        return f"{fact.val} shares is a placeholder, not a count"
    if kept and not kept[-1].shares / _THOUSANDS < fact.val < kept[-1].shares * _THOUSANDS:
        return f"{fact.val:,} shares after {kept[-1].shares:,}: filed in another unit"
    return ""


def _count(fact: _Fact, wanted: Wanted) -> ShareCount:
    return ShareCount(
        id=_subject(wanted), as_of=fact.end, kind="outstanding", shares=int(fact.val),
        known=max(fact.filed, fact.end), source=f"{_SOURCE} {fact.form} {fact.accn}",
    )  # fmt: skip


def _figures(
    company: _Company, wanted: Wanted, subject: str
) -> tuple[tuple[Figure, ...], tuple[LeftOut, ...]]:
    """Return the figures that one concept alone gives, as first filed and as restated."""
    figures: list[Figure] = []
    left: list[LeftOut] = []
    for metric in dict.fromkeys(word for words in _METRICS.values() for word in words):
        concepts = [name for name, words in _METRICS.items() if metric in words]
        facts = [(name, fact) for name in concepts for fact in _of(company, name, wanted)]
        facts.sort(key=lambda each: (each[1].start or dt.date.min, each[1].end, each[1].filed))
        for (_, end), group in groupby(facts, key=lambda each: (each[1].start, each[1].end)):
            rows = list(group)
            if _differ(rows):
                why = f"{metric}: two concepts of different value"
                left.append(LeftOut(symbol=wanted.symbol, day=end, why=why))
            else:
                figures.extend(_stated([fact for _, fact in rows], metric, subject))
    return tuple(figures), tuple(left)


def _of(company: _Company, name: str, wanted: Wanted) -> Iterator[_Fact]:
    concept = company.facts.get("us-gaap", {}).get(name)
    for fact in concept.units.get("USD", ()) if concept else ():
        held = fact.val.is_finite() and abs(fact.val) < _LARGEST
        if held and fact.start is not None and wanted.since <= fact.end <= wanted.until:
            yield fact


def _differ(rows: Iterable[tuple[str, _Fact]]) -> bool:
    """Say whether two concepts give a period different values as first filed."""
    first: dict[str, Decimal] = {}
    for name, fact in rows:
        first.setdefault(name, fact.val)
    return len(set(first.values())) > 1


def _stated(facts: Iterable[_Fact], metric: str, subject: str) -> Iterator[Figure]:
    """Yield a period's figure each time that a filing gives it another value."""
    value: Decimal | None = None
    known: dt.date | None = None
    for fact in facts:
        if fact.val == value or fact.filed == known:
            continue
        value, known = fact.val, fact.filed
        yield Figure(
            subject=subject, metric=metric, period_start=fact.start, period_end=fact.end,
            known=max(fact.filed, fact.end), value=fact.val.quantize(PLACES), unit="USD",
            source=f"{_SOURCE} {fact.form} {fact.accn}",
        )  # fmt: skip


VENDOR = Vendor(
    name="sec",
    title="SEC company facts",
    tables=("shares", "figures"),
    licence="U.S. Securities and Exchange Commission, public domain",
    interval=0.15,
    ask=ask,
    spell=spell,
    key=Key(
        variable="TAPECHECK_SEC_CONTACT",
        header="user-agent",
        form="tapecheck {}",
        told="the name and e-mail address of who asks",
    ),
)
