"""The manifest of a run: what its output hangs on, so that only the same run goes on with it."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from msgspec import Struct

from tapecheck.bulk.parts import write_file
from tapecheck.bulk.plan import Options
from tapecheck.bulk.sources import Form, Source
from tapecheck.bulk.work import Stamp, refuse_other
from tapecheck.core.errors import BulkError
from tapecheck.core.units import Digest

FORMAT = 1
_FILE, _LOCK = "run.json", "run.lock"


class Input(Struct, frozen=True, kw_only=True):
    """An input as the manifest names it: no paths of this machine."""

    number: int
    name: str
    form: Form
    digest: Digest


class Manifest(Struct, frozen=True, kw_only=True):
    """What an output hangs on."""

    format: int
    stamp: Stamp
    options: Options
    inputs: tuple[Input, ...]


def manifest_of(stamp: Stamp, options: Options, sources: tuple[Source, ...]) -> Manifest:
    """Return the manifest of a run."""
    inputs = tuple(
        Input(number=each.number, name=each.name, form=each.form, digest=each.digest)
        for each in sources
    )
    return Manifest(format=FORMAT, stamp=stamp, options=options, inputs=inputs)


def begin(folder: Path, manifest: Manifest) -> None:
    """Write the manifest, or raise :class:`BulkError` if the folder holds another run."""
    if not (folder / _FILE).exists():
        content = msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n"
        write_file(folder / _FILE, content)
        return
    was = read_manifest(folder)
    refuse_other(was.stamp, manifest.stamp)
    for what in ("options", "inputs"):
        if getattr(was, what) != getattr(manifest, what):
            raise BulkError(
                str(folder), f"holds a run with other {what}",
                way_out="run with the same ones, or name another folder with --output",
            )  # fmt: skip


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest in a folder; raise :class:`BulkError` if there is none to be read."""
    try:
        return msgspec.json.decode((folder / _FILE).read_bytes(), type=Manifest)
    except FileNotFoundError:
        way_out = "make one with `tapecheck bulk check`"
        raise BulkError(str(folder), "holds no output of a run", way_out=way_out) from None
    except (OSError, msgspec.MsgspecError) as error:
        raise BulkError(str(folder / _FILE), f"cannot be read: {error}") from error


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold a folder for one run; raise :class:`BulkError` if another one is at work in it.

    The system lets go of it when the run ends, however it ends.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / _LOCK).open("wb")
    except OSError as error:
        raise BulkError(str(folder), f"cannot be written: {error.strerror}") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            way_out = "wait for it, or name another folder with --output"
            raise BulkError(str(folder), "another run is at work here", way_out=way_out) from None
        yield
