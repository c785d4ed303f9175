from __future__ import annotations

from pathlib import Path

from cli.running import Run

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
