from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from typing import TypeVar

import pytest
from sqlalchemy import event, text

from tapecheck.core.errors import InputError, LedgerError
from tapecheck.core.nouns import Article, Assertion, Kind, Label, Metric, Span, When
from tapecheck.core.verdicts import Outcome, Report, Verdict
from tapecheck.ledger.database import database_url
from tapecheck.ledger.ledger import Ledger
from tapecheck.ledger.reader import Found
from tapecheck.ledger.records import BatchLine, Decision, Entry, Made, Ruling, Sent, Wanted
from tapecheck.ledger.writer import ForgottenError

T = TypeVar("T")
NOON = dt.datetime(2025, 2, 13, 12, tzinfo=dt.UTC)


def address(name: str) -> str:
    return name.encode().hex().ljust(64, "0")


def report(name: str, *, refuted: int) -> Report:
    """Return a report on a claim that is supported, and on some that are refuted."""
    text = f"{name} rose\0 3 percent 🚀"
    claim = Assertion(
        span=Span(0, 4), kind=Kind.CHANGE, metric=Metric.PRICE, rule="change.percent",
        when=When(label=Label.DAY),
    )  # fmt: skip
    outcomes = [Outcome.SUPPORTED, *[Outcome.REFUTED] * refuted]
    return Report(
        article=Article(text=text, published=dt.date(2025, 2, 13)),
        verdicts=tuple(Verdict(assertion=claim, outcome=outcome) for outcome in outcomes),
        address=address(name), text_digest=address("text"), rulebook_digest=address("rules"),
        tape_digest=address("tape"), tape_name="sample", version="0.1.0",
    )  # fmt: skip


def entry(name: str, *, article: str = "a", sender: str = "desk", refuted: int = 0) -> Entry:
    return Entry(
        address=address(name),
        sent=Sent(sender=sender, article=article, at=NOON),
        made=Made.of(report(name, refuted=refuted), b'{"id":"","assertions":[]}'),
    )


def on(url: str, work: Callable[[Ledger], Awaitable[T]]) -> T:
    """Return what some work with a ledger gives; the ledger is opened and closed around it."""

    async def whole() -> T:
        ledger = Ledger(url)
        await ledger.open()
        try:
            return await work(ledger)
        finally:
            await ledger.close()

    return asyncio.run(whole())


def test_what_was_written_is_there_after_a_restart(url: str) -> None:
    on(url, lambda ledger: ledger.write([entry("acme", article="draft\0-1")]))
    kept = on(url, lambda ledger: ledger.check(address("acme")))
    assert kept is not None
    assert (kept.article, kept.report) == ("draft\0-1", report("acme", refuted=0))
    assert kept.document == b'{"id":"","assertions":[]}'
    assert on(url, lambda ledger: ledger.check(address("other"))) is None


def test_what_is_written_twice_is_there_once(url: str) -> None:
    async def work(ledger: Ledger) -> list[str]:
        await ledger.write([entry("acme"), entry("acme")])
        await asyncio.gather(*(ledger.write([entry("acme")]) for _ in range(20)))
        await ledger.write([entry("acme", article="b")])
        return [found.sent.article for found in await ledger.submissions(Wanted())]

    assert on(url, work) == ["b", "a"]


def test_two_servers_may_write_the_same_at_once(url: str) -> None:
    async def whole() -> int:
        servers = [Ledger(url), Ledger(url)]
        await asyncio.gather(*(server.open() for server in servers))
        names = [f"acme-{number}" for number in range(40)]
        await asyncio.gather(
            servers[0].write([entry(name) for name in names]),
            servers[1].write([entry(name) for name in reversed(names)]),
        )
        found = await servers[0].submissions(Wanted(limit=1000))
        await asyncio.gather(*(server.close() for server in servers))
        return len(found)

    assert asyncio.run(whole()) == 40


def test_lists_are_newest_first_and_go_on_from_a_number(url: str) -> None:
    async def work(ledger: Ledger) -> tuple[list[str], list[str]]:
        for name in ("one", "two", "three"):
            await ledger.write([entry(name, article=name)])
        first = await ledger.submissions(Wanted(limit=2))
        rest = await ledger.submissions(Wanted(before=first[-1].number))
        return [each.sent.article for each in first], [each.sent.article for each in rest]

    assert on(url, work) == (["three", "two"], ["one"])


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(article="good"), ["good"]),
        (Wanted(outcome=Outcome.REFUTED), ["bad"]),
        (Wanted(published_from=dt.date(2025, 2, 14)), []),
        (Wanted(published_to=dt.date(2025, 2, 13)), ["bad", "good"]),
        (Wanted(tape=address("tape"), outcome=Outcome.SUPPORTED), ["bad", "good"]),
        (Wanted(tape=address("another")), []),
    ],
)
def test_lists_hold_what_is_asked_for(url: str, wanted: Wanted, found: list[str]) -> None:
    async def work(ledger: Ledger) -> list[str]:
        await ledger.write([entry("good", article="good")])
        await ledger.write([entry("bad", article="bad", refuted=2)])
        return [each.sent.article for each in await ledger.submissions(wanted)]

    assert on(url, work) == found


def test_what_is_forgotten_is_gone_with_all_that_hangs_on_it(url: str) -> None:
    decision = Decision(claim=0, decision=Ruling.ACCEPTED, reason="", by="ed", at=NOON)

    async def work(ledger: Ledger) -> tuple[object, ...]:
        line = BatchLine(key="night", line=1, sent=address("sent"))
        whole = entry("acme")
        await ledger.write(
            [Entry(address=whole.address, sent=whole.sent, made=whole.made, line=line)]
        )
        await ledger.decide(address("acme"), decision)
        there = (
            await ledger.decisions(address("acme")),
            await ledger.answered("desk", "night", 1, 1),
        )
        gone = await ledger.forget(address("acme")), await ledger.forget(address("acme"))
        return (
            len(there[0]), there[1][1].address, gone, await ledger.submissions(Wanted()),
            await ledger.decisions(address("acme")), await ledger.answered("desk", "night", 1, 1),
        )  # fmt: skip

    assert on(url, work) == (1, address("acme"), (True, False), [], [], {})


def test_an_entry_that_leans_on_a_forgotten_check_fails_alone(url: str) -> None:
    leaning = Entry(address=address("gone"), sent=Sent(sender="", article="a", at=NOON))

    async def work(ledger: Ledger) -> tuple[list[object], int]:
        ends = await asyncio.gather(
            ledger.write([entry("one")]), ledger.write([leaning]), ledger.write([entry("two")]),
            return_exceptions=True,
        )  # fmt: skip
        return [type(end) for end in ends], len(await ledger.submissions(Wanted()))

    assert on(url, work) == ([type(None), ForgottenError, type(None)], 2)


def test_decisions_are_kept_in_their_order(url: str) -> None:
    rulings = (Ruling.ACCEPTED, Ruling.OVERRULED)

    async def work(ledger: Ledger) -> list[Ruling]:
        await ledger.write([entry("acme")])
        for ruling in rulings:
            decision = Decision(claim=0, decision=ruling, reason="why", by="ed", at=NOON)
            await ledger.decide(address("acme"), decision)
        return [each.decision for each in await ledger.decisions(address("acme"))]

    assert on(url, work) == list(rulings)


def test_migrations_make_what_the_models_say(url: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from tapecheck.ledger.models import METADATA

    async def work(ledger: Ledger) -> list[object]:
        async with ledger.engine.connect() as connection:
            return await connection.run_sync(
                lambda there: [
                    step
                    for step in compare_metadata(
                        MigrationContext.configure(there, opts={"compare_type": True}), METADATA
                    )
                    if getattr(step[1], "name", "") != "ledger_version"
                ]
            )

    assert on(url, work) == []


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ("mysql://host/name", "unknown database 'mysql'; known: postgres"),
        ("ledger.db", "it cannot be read; write sqlite:///FILE or postgresql://HOST/NAME"),
        ("postgresq://host/name", "did you mean 'postgresql'?"),
    ],
)
def test_an_address_that_is_none_is_told_so(told: str, why: str) -> None:
    with pytest.raises(InputError, match="database URL") as caught:
        database_url(told)
    assert why in str(caught.value)


def test_a_database_that_is_not_there_is_told_without_its_password() -> None:
    with pytest.raises(LedgerError) as caught:
        on("postgresql://ed:secret@127.0.0.1:1/news", lambda ledger: ledger.check("a"))
    assert "secret" not in str(caught.value)
    assert "127.0.0.1:1/news: the ledger cannot be used" in str(caught.value)


def test_an_error_of_the_database_does_not_tell_an_article(url: str) -> None:
    async def work(ledger: Ledger) -> str:
        await ledger.write([entry("acme")])
        async with ledger.engine.begin() as connection:
            await connection.exec_driver_sql("DROP TABLE batch_lines")
            await connection.exec_driver_sql("DROP TABLE submissions")
        with pytest.raises(LedgerError) as caught:
            await ledger.write([entry("other")])
        return str(caught.value)

    assert "rose" not in on(url, work)


def test_those_that_ask_at_once_share_a_query(url: str) -> None:
    queries: list[str] = []

    async def ask(ledger: Ledger) -> list[dict[str, bytes]]:
        await ledger.write([entry("one"), entry("two")])
        event.listen(
            ledger.engine.sync_engine, "before_cursor_execute",
            lambda *told: queries.append(told[2]),
        )  # fmt: skip
        wanted = [[address("one")], [address("two"), address("none")], []] * 20
        return await asyncio.gather(*map(ledger.documents, wanted))

    document = b'{"id":"","assertions":[]}'
    assert on(url, ask) == [{address("one"): document}, {address("two"): document}, {}] * 20
    assert len(queries) == 1


def test_what_is_listed_is_found_by_check_sender_and_article(url: str) -> None:
    async def work(ledger: Ledger) -> list[Found]:
        await ledger.write([entry("one", article="a"), entry("two", article="b")])
        asked = [(name, article) for name in ("one", "two", "none") for article in ("a", "b")]
        sent = [(address(name), "desk", article.encode()) for name, article in asked]
        strange = (address("one"), "other", b"a")
        finding = (ledger.find([each[0]], [each]) for each in [*sent, strange])
        return await asyncio.gather(*finding)

    listed = [bool(found.listed) for found in on(url, work)]
    assert listed == [True, False, False, True, False, False, False]


def test_a_ledger_that_fails_tells_all_who_asked_at_once(url: str) -> None:
    async def ask(ledger: Ledger) -> list[object]:
        async with ledger.engine.begin() as connection:
            for table in ("batch_lines", "decisions", "submissions", "checks"):
                await connection.execute(text(f"DROP TABLE {table}"))
        asked = (ledger.documents([address("one")]) for _ in range(3))
        return await asyncio.gather(*asked, return_exceptions=True)

    assert [type(each) for each in on(url, ask)] == [LedgerError] * 3
