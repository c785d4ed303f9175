"""The folder of a tape: written whole beside its place, then put there in one step."""

from __future__ import annotations

import ctypes
import os
import secrets
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import polars as pl

from tapecheck.core.errors import LoadError
from tapecheck.reference.manifest import (
    MANIFEST_FILE,
    NAMES_FILE,
    Manifest,
    encode_manifest,
    table_file,
)

# Rows that are decoded together when one instrument is looked up: some 65 years of one share.
ROW_GROUP = 16_384


def refuse_unless_free(into: Path, *, replace: bool) -> None:
    """Refuse a place where something lies that a tape must not replace."""
    with _told(into):
        _refuse_unless_free(into, replace=replace)


def _refuse_unless_free(into: Path, *, replace: bool) -> None:
    if not into.exists():
        return
    if not into.is_dir():
        raise LoadError(str(into), "is a file", way_out="name a folder that does not exist yet")
    if not any(into.iterdir()):
        return
    if not (into / MANIFEST_FILE).is_file():
        raise LoadError(str(into), "is not empty and no tape", way_out="name another folder")
    if not replace:
        raise LoadError(
            str(into), "already holds a tape", way_out="name another folder or pass --replace"
        )


def write_tables(folder: Path, tables: Mapping[str, pl.DataFrame]) -> None:
    """Write one Parquet file a table; the same rows give the same bytes."""
    for name, frame in tables.items():
        frame.write_parquet(folder / table_file(name), compression="zstd", row_group_size=ROW_GROUP)


def share_files(old: Path, new: Path, names: Iterable[str]) -> None:
    """Put files of a tape into another by hard links, or as copies where there can be none."""
    for name in names:
        try:
            (new / name).hardlink_to(old / name)
        except OSError:
            shutil.copyfile(old / name, new / name)


def seal(folder: Path, manifest: Manifest, names: bytes | None) -> None:
    """Write the names, unless they are there, and, last, the manifest that makes it a tape."""
    if names is not None:
        (folder / NAMES_FILE).write_bytes(names)
    (folder / MANIFEST_FILE).write_bytes(encode_manifest(manifest))


class Draft:
    """A folder beside its final place; left behind in no case but success, and then renamed."""

    def __init__(self, into: Path) -> None:
        """Remember where the tape is to stand."""
        self.into = into
        self.folder = into.with_name(f".{into.name}.{secrets.token_hex(4)}.partial")

    def __enter__(self) -> Draft:
        """Make the folder."""
        with _told(self.into):
            self.folder.mkdir(parents=True)
        return self

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        """Remove what was not put in place, and say plainly why it was not."""
        shutil.rmtree(self.folder, ignore_errors=True)
        if isinstance(error, OSError):
            raise _unwritten(self.into, error) from error

    def put_in_place(self) -> None:
        """Rename the folder to its place; an old tape there goes only once the new one stands."""
        if not self.into.exists():
            self.folder.rename(self.into)
            return
        if _exchanged(self.folder, self.into):
            shutil.rmtree(self.folder, ignore_errors=True)
            return
        old = self.folder.with_suffix(".old")
        self.into.rename(old)
        try:
            self.folder.rename(self.into)
        except OSError:
            old.rename(self.into)
            raise
        shutil.rmtree(old, ignore_errors=True)


# From linux/fcntl.h and linux/fs.h.
_HERE, _EXCHANGE = -100, 2


def _exchanged(one: Path, other: Path) -> bool:
    """Put two folders in each other's place in one step; return whether the system can do that.

    Between two renames there would be a moment without a tape, and a process may end there.
    """
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    ends = os.fsencode(one), os.fsencode(other)
    return rename is not None and rename(_HERE, ends[0], _HERE, ends[1], _EXCHANGE) == 0


@contextmanager
def _told(into: Path) -> Iterator[None]:
    """Turn what the file system refuses into an error that names the folder."""
    try:
        yield
    except OSError as error:
        raise _unwritten(into, error) from error


def _unwritten(into: Path, error: OSError) -> LoadError:
    return LoadError(str(into), f"cannot be written: {error.strerror or error}")
