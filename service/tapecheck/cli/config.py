"""Configuration from ``tapecheck.toml``, or ``[tool.tapecheck]`` in ``pyproject.toml``.

The nearest file counts, from the folder of work upward to the top of its repository. What it says
stands in for the options of the same names; options on the command line beat it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click
import msgspec
from msgspec import Struct

from tapecheck.core.errors import ConfigError, nearest

OWN, SHARED = "tapecheck.toml", "pyproject.toml"
# Options whose parameter is not called as they are.
_PARAMETERS = {"format": "form", "open": "is_open"}
# The commands that a table of its own is for; what it does not tell, the rest of the file may.
_SERVICE = frozenset({"serve", "settings"})
_PATHS = frozenset({"tape", "rules", "baseline"})


class Service(Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """The table ``[serve]``; each key is an option of `tapecheck serve`."""

    host: str | None = None
    port: int | None = None
    workers: int | None = None
    tape: str | None = None
    rules: str | None = None
    home: str | None = None
    database: str | None = None
    open: bool | None = None
    allow_host: list[str] | None = None
    requests_per_minute: int | None = None
    article_seconds: float | None = None
    log_format: str | None = None


class Config(Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """What a desk may configure; each key is an option of `tapecheck check`."""

    tape: str | None = None
    rules: str | None = None
    home: str | None = None
    format: str | None = None
    fail_on: str | None = None
    baseline: str | None = None
    jobs: int | None = None
    publisher: str | None = None
    page: str | None = None
    serve: Service | None = None


def configured(context: click.Context, _: click.Parameter, given: Path | None) -> None:
    """Let the configuration stand in for options that are not given."""
    file = given or find_config(Path.cwd())
    if file is not None:
        told = read_config(file)
        service = told.pop("serve", {})
        told |= service if context.command.name in _SERVICE else {}
        _check_choices(told, context.command, file)
        context.default_map = {_PARAMETERS.get(key, key): value for key, value in told.items()}


CONFIG = click.option(
    "--config", type=click.Path(path_type=Path), is_eager=True, expose_value=False,
    callback=configured, metavar="FILE",
    help=f"Take options from there.  [default: the nearest {OWN} or {SHARED}]",
)  # fmt: skip


def find_config(folder: Path) -> Path | None:
    """Return the nearest configuration from a folder upward; the top of a repository ends it."""
    for each in (folder, *folder.parents):
        if (each / OWN).is_file():
            return each / OWN
        if (each / SHARED).is_file() and _table(each / SHARED) is not None:
            return each / SHARED
        if (each / ".git").exists():
            return None
    return None


def read_config(file: Path) -> dict[str, Any]:
    """Return what a file configures, by parameter; raise :class:`ConfigError` if it cannot be."""
    table = _table(file) or {}
    where = " in [tool.tapecheck]" if file.name == SHARED else ""
    _check_keys(table, Config, file, where)
    if isinstance(service := table.get("serve"), dict):
        _check_keys(
            service, Service, file, " in [tool.tapecheck.serve]" if where else " in [serve]"
        )
    try:
        config = msgspec.convert(dict(table), Config)
    except msgspec.ValidationError as error:
        what = re.sub(r" - at `\$\.(.*)`", r" for \1", str(error))
        raise ConfigError(str(file), what) from None
    told = _told(config, file)
    return told | {"serve": _told(config.serve, file)} if config.serve is not None else told


def _check_keys(table: Mapping[str, Any], shape: type[Struct], file: Path, where: str) -> None:
    known = [field.encode_name for field in msgspec.structs.fields(shape)]
    for key in table:
        if key not in known:
            raise ConfigError(str(file), f"unknown key {key!r}{where}", way_out=nearest(key, known))


def _told(config: Struct, file: Path) -> dict[str, Any]:
    """Return what is told, by parameter; paths are those of the file's own folder."""
    told = msgspec.structs.asdict(config).items()
    told_of = {name: value for name, value in told if value is not None}
    return {k: str(file.parent / v) if k in _PATHS else v for k, v in told_of.items()}


def _table(file: Path) -> Mapping[str, Any] | None:
    """Return the table that configures, None where a file has none."""
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ConfigError(str(file), "no such file") from None
    except OSError as error:
        raise ConfigError(str(file), error.strerror or str(error)) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(str(file), f"not TOML: {error}") from None
    except UnicodeDecodeError:
        raise ConfigError(str(file), "not UTF-8 text") from None
    if file.name != SHARED:
        return told
    table = told.get("tool", {}).get("tapecheck")
    if table is not None and not isinstance(table, dict):
        raise ConfigError(str(file), "tool.tapecheck is no table")
    return table


def _check_choices(told: Mapping[str, Any], command: click.Command, file: Path) -> None:
    """Raise :class:`ConfigError` for a word that is none of those that an option takes."""
    for parameter in command.params:
        key = next((k for k in told if _PARAMETERS.get(k, k) == parameter.name), None)
        if key is None or not isinstance(parameter.type, click.Choice):
            continue
        _check_word(key, told[key], parameter.type.choices, file)


def _check_word(key: str, word: str, known: Iterable[str], file: Path) -> None:
    if word not in list(known):
        what = f"unknown word {word!r} for {key.replace('_', '-')}"
        raise ConfigError(str(file), what, way_out=nearest(word, known))
