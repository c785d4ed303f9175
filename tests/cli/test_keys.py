from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tapecheck.cli.keys import keys
from tapecheck.core.errors import InputError


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/ledger.sqlite3"


def run(database: str, *arguments: str) -> Result:
    """Return how a command ended; what users can mend is raised, as `main` takes it."""
    ended = CliRunner().invoke(keys, [*arguments, "--database", database], standalone_mode=False)
    if isinstance(ended.exception, InputError):
        raise ended.exception
    assert ended.exit_code == 0, ended.output
    return ended


def test_a_key_is_shown_once_alone_on_standard_output(database: str) -> None:
    made = run(database, "create", "cms", "--scopes", "check, read")
    (token,) = made.stdout.splitlines()
    _, id, secret = token.split("_", 2)
    assert len(secret) >= 43
    listed = run(database, "list").stdout
    assert listed.startswith(f"{id}  cms ")
    assert "check,read" in listed
    assert secret not in listed + made.stderr


def test_a_key_can_be_revoked(database: str) -> None:
    id = run(database, "create", "cms").stdout.split("_")[1]
    assert "  ended " in run(database, "revoke", id).stdout
    assert "  ended " in run(database, "list").stdout


def test_a_rotated_key_stays_good_for_its_grace(database: str) -> None:
    id = run(database, "create", "cms", "--scopes", "delete").stdout.split("_")[1]
    run(database, "rotate", id, "--grace", "24h")
    old, new = run(database, "list").stdout.splitlines()
    assert old.startswith(id)
    assert "  ends " in old
    assert "delete" in new
    assert "end" not in new


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("create", "cms", "--scopes", "reed"), "unknown scope 'reed'; did you mean 'read'?"),
        (("revoke", "ffffffff"), "no key 'ffffffff'; tapecheck keys list shows them"),
        (("rotate", "ffffffff", "--grace", "soon"), "not a span of time: 'soon'"),
    ],
)
def test_what_cannot_be_done_is_told(database: str, arguments: tuple[str, ...], why: str) -> None:
    with pytest.raises(InputError) as caught:
        run(database, *arguments)
    assert why in str(caught.value)
