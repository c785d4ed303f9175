from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Command

PASSWORD = "s3cret"
DATABASE = f"postgresql://desk:{PASSWORD}@db.example/news"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of work that is the top of a repository."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(out: str) -> dict[str, tuple[str, str]]:
    """Return value and source of each setting that was printed."""
    rows = (line.rsplit(maxsplit=1) for line in out.splitlines())
    pairs = ((row.split(maxsplit=1), source) for row, source in rows)
    return {name: (value.strip(), source) for (name, value), source in pairs}


def test_each_setting_comes_with_its_source(
    tapecheck: Command, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "tapecheck.toml").write_text(
        'home = "HKD"\nfail-on = "never"\n[serve]\nworkers = 3\nport = 8100\nhost = "::1"\n'
    )
    monkeypatch.setenv("TAPECHECK_PORT", "8200")
    monkeypatch.setenv("TAPECHECK_HOST", "127.0.0.2")
    status, out, err = tapecheck("settings", "--host", "127.0.0.3")
    assert (status, err) == (0, "")
    found = told(out)
    assert found["host"] == ("127.0.0.3", "flag")
    assert found["port"] == ("8200", "environment")
    assert found["workers"] == ("3", "file")
    assert found["home"] == ("HKD", "file")
    assert found["article-seconds"] == ("20.0", "default")
    assert found["tape"] == ("-", "default")


@pytest.mark.parametrize(
    "url", [DATABASE, f"postgresql://desk@db.example/news?password={PASSWORD}"]
)
def test_a_password_is_hidden(tapecheck: Command, url: str) -> None:
    status, out, _ = tapecheck("settings", "--database", url)
    assert status == 0
    assert PASSWORD not in out
    assert told(out)["database"][0].startswith("postgresql://desk")
    assert "db.example/news" in out


@pytest.mark.parametrize("command", ["settings", "serve"])
@pytest.mark.parametrize(
    ("variable", "nearest"),
    [
        ("TAPECHECK_WORKER", "TAPECHECK_WORKERS"),
        ("TAPECHECK_DATABASE", "TAPECHECK_DATABASE_URL"),
        ("TAPECHECK_TINGO_KEY", "TAPECHECK_TIINGO_KEY"),
    ],
)
def test_a_variable_that_nobody_reads_is_named_with_the_nearest(
    tapecheck: Command, monkeypatch: pytest.MonkeyPatch, command: str, variable: str, nearest: str
) -> None:
    monkeypatch.setenv(variable, "4")
    assert tapecheck(command) == (
        2, "",
        f"error: {variable}: no setting is called so, and all of TAPECHECK_… are ours; "
        f"did you mean '{nearest}'?\n",
    )  # fmt: skip


def test_a_vendor_s_key_is_known(tapecheck: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAPECHECK_TIINGO_KEY", PASSWORD)
    status, out, _ = tapecheck("settings")
    assert status == 0
    assert PASSWORD not in out


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        (
            "tapecheck.toml", "[serve]\nworker = 2",
            "unknown key 'worker' in [serve]; did you mean 'workers'?",
        ),
        (
            "pyproject.toml", "[tool.tapecheck.serve]\nlog_format = 'json'",
            "unknown key 'log_format' in [tool.tapecheck.serve]; did you mean 'log-format'?",
        ),
        ("tapecheck.toml", "[serve]\nport = ''", "Expected `int | null`, got `str` for serve.port"),
        ("tapecheck.toml", "[serve]\nlog-format = 'jsn'",
         "unknown word 'jsn' for log-format; did you mean 'json'?"),
        ("tapecheck.toml", "serve = 3", "Expected `object | null`, got `int` for serve"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_file_is_one_line(
    tapecheck: Command, here: Path, name: str, content: str, says: str
) -> None:
    (here / name).write_text(content)
    for command in ("settings", "serve"):
        status, out, err = tapecheck(command)
        assert (status, out) == (2, "")
        assert err == f"error: {here / name}: {says}\n"


def test_the_table_is_for_the_service_alone(tapecheck: Command, here: Path) -> None:
    (here / "tapecheck.toml").write_text('[serve]\ntape = "none"\n')
    (here / "draft.md").write_text("Nothing to see here.")
    assert tapecheck("check", "draft.md")[0] == 0
    assert told(tapecheck("settings")[1])["tape"] == (str(here / "none"), "file")
