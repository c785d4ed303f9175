from __future__ import annotations

from pathlib import Path

from cli.running import Run
from conftest import Command
from tapecheck.intake.demo import sample_text

TEXT = "Alibaba shares rose 8.48 percent on Wednesday."


def test_words_that_no_claim_has_are_refused_with_the_words_there_are(
    run: Run, tmp_path: Path
) -> None:
    article = tmp_path / "a.txt"
    article.write_text(TEXT)
    given = ("explain", article, "--published", "2025-02-13", "--claim")
    status, _, err = run(*given, "nosuchwords")
    assert status == 2
    last = err.splitlines()[-1]
    assert last.startswith("error: --claim: no claim has the words 'nosuchwords'; there are: ")
    assert "8.48 percent" in last
    status, out, _ = run(*given, "8.48 percent")
    assert status == 0
    assert "8.48 percent" in out


def test_words_asked_of_an_article_without_claims(run: Run, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("It rained.")
    status, _, err = run("explain", article, "--claim", "x")
    assert status == 2
    assert err.endswith("no claim has the words 'x'; there are no claims at all\n")


def test_the_46_percent_of_the_sample_can_be_followed_with_a_calculator(
    tapecheck: Command,
) -> None:
    status, out, _ = tapecheck("explain", "-", "--claim", "46 percent", stdin=sample_text())
    assert status == 0
    assert out == (
        "- - Alibaba leads the pack again, published 2025-02-13\n"
        "\n"
        "+ supported  line 5, column 118  Alibaba Group Holding Ltd: change up 46 percent, "
        "since 2025-01-13\n"
        "    ...for Alibaba once more. Alibaba's Hong Kong shares have rallied [46 percent] since "
        "touching a 2025 low on Jan. 13, lifting its market value...\n"
        "    The tape says 45.71 %; the words allow 45.5 to 46.5 %.\n"
        "    rule: change.percent\n"
        "    reading close-to-close (primary)\n"
        "      assumed   closing prices\n"
        "      assumed   up to the last close before publication\n"
        "      claimed   45.5 to 46.5 %\n"
        "      formula   113.8 / 78.1 - 1\n"
        "      observed  45.71 %\n"
        "      holds     yes\n"
        "      row       bars XHKG:9988.HK 2025-01-13 close 78.1 HKD  bars-alibaba.csv\n"
        "      row       bars XHKG:9988.HK 2025-02-12 close 113.8 HKD  bars-alibaba.csv\n"
        # 116.70 / 78.10 = 1.494238
        "    reading close-to-close (alternative)\n"
        "      assumed   closing prices\n"
        "      assumed   up to the close of the day of publication\n"
        "      claimed   45.5 to 46.5 %\n"
        "      formula   116.7 / 78.1 - 1\n"
        "      observed  49.42 %\n"
        "      holds     no\n"
        "      row       bars XHKG:9988.HK 2025-01-13 close 78.1 HKD  bars-alibaba.csv\n"
        "      row       bars XHKG:9988.HK 2025-02-13 close 116.7 HKD  bars-alibaba.csv\n"
        # 113.80 / 77.35 = 1.471235
        "    reading event-price-to-close (alternative)\n"
        "      assumed   from the low of the session, not its close\n"
        "      assumed   up to the last close before publication\n"
        "      claimed   45.5 to 46.5 %\n"
        "      formula   113.8 / 77.35 - 1\n"
        "      observed  47.12 %\n"
        "      holds     no\n"
        "      row       bars XHKG:9988.HK 2025-01-13 low 77.35 HKD  bars-alibaba.csv\n"
        "      row       bars XHKG:9988.HK 2025-02-12 close 113.8 HKD  bars-alibaba.csv\n"
        # 116.70 / 77.35 = 1.508727
        "    reading event-price-to-close (alternative)\n"
        "      assumed   from the low of the session, not its close\n"
        "      assumed   up to the close of the day of publication\n"
        "      claimed   45.5 to 46.5 %\n"
        "      formula   116.7 / 77.35 - 1\n"
        "      observed  50.87 %\n"
        "      holds     no\n"
        "      row       bars XHKG:9988.HK 2025-01-13 low 77.35 HKD  bars-alibaba.csv\n"
        "      row       bars XHKG:9988.HK 2025-02-13 close 116.7 HKD  bars-alibaba.csv\n"
        # 115.20 / 78.10 = 1.475032, 124.30 / 78.10 = 1.591549
        "    reading inside-session (alternative)\n"
        "      assumed   at some moment of the session\n"
        "      assumed   up to the close of the day of publication\n"
        "      claimed   45.5 to 46.5 %\n"
        "      formula   (115.2 to 124.3) / 78.1 - 1\n"
        "      observed  47.5 to 59.15 %\n"
        "      holds     no\n"
        "      row       bars XHKG:9988.HK 2025-01-13 close 78.1 HKD  bars-alibaba.csv\n"
        "      row       bars XHKG:9988.HK 2025-02-13 low 115.2 HKD  bars-alibaba.csv\n"
        "      row       bars XHKG:9988.HK 2025-02-13 high 124.3 HKD  bars-alibaba.csv\n"
    )


def test_a_provisional_row_is_marked_and_doubted(tapecheck: Command) -> None:
    text = "Alibaba shares rose 1 percent on Dec. 31."
    _, out, _ = tapecheck("explain", "-", "--published", "2025-01-02", stdin=text)
    assert "      doubt     the row of 9988.HK on 2024-12-31 is provisional\n" in out
    assert "2024-12-31 close 82.85 HKD (provisional)  bars-alibaba.csv\n" in out


def test_a_reading_without_bars_says_what_is_missing(tapecheck: Command) -> None:
    text = "Tencent shares rose as much as 4 percent on Wednesday."
    _, out, _ = tapecheck("explain", "-", "--published", "2025-02-13", stdin=text)
    assert "    reading session-extreme (primary)\n" in out
    assert "      missing   the bar of 0700.HK on 2025-02-12 has no high\n" in out
    assert "    rule: change.percent\n" in out


def test_words_are_found_where_markup_stands_between_them(
    tapecheck: Command, tmp_path: Path
) -> None:
    path = tmp_path / "a.md"
    text = "Alibaba shares rose **8.5** percent on Wednesday."
    path.write_text(f"---\npublished: 2025-02-13\n---\n{text}")
    status, out, _ = tapecheck("explain", path, "--claim", "8.5 percent")
    assert status == 0
    assert "[8.5** percent]" in out
