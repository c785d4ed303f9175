from __future__ import annotations

from pathlib import Path

import pytest

from tapecheck.core.errors import RuleFileError
from tapecheck.grammar.examples import check_examples
from tapecheck.grammar.parse import Parser
from tapecheck.grammar.rulebook import read_rulebook


@pytest.mark.parametrize(
    ("example", "says"),
    [
        (
            'claims = [{ qoute = "4 percent" }]',
            "a.toml: unknown key 'qoute' in [hit 1.claims]; did you mean 'quote'?",
        ),
        (
            'claims = [{ window = { strat = "2024-03-01" } }]',
            "a.toml: unknown key 'strat' in [hit 1.claims.window]; did you mean 'start'?",
        ),
        (
            'published = "2024-99-99"',
            "a.toml: published = '2024-99-99' in [hit 1] is no date; write it as 2025-02-13",
        ),
    ],
)
def test_a_typo_in_an_example_is_named(tmp_path: Path, example: str, says: str) -> None:
    text = f'id = "a"\nabout = "b"\n[[hit]]\ntext = "Acme rose 4 percent."\n{example}\n'
    (tmp_path / "a.toml").write_text(text)
    rulebook = read_rulebook(tmp_path)
    with pytest.raises(RuleFileError) as raised:
        list(check_examples(rulebook, Parser(rulebook)))
    assert str(raised.value) == says
