"""The manifest of a tape: what each table came from, and the digests that seal it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec import UNSET, Struct, UnsetType, field, structs

from tapecheck.core.errors import TapeError
from tapecheck.core.units import Digest

FORMAT = 1
MANIFEST_FILE = "manifest.json"
NAMES_FILE = "names.json"
_ANEW = "load it anew with `tapecheck tape load`"


class SourceFile(Struct, frozen=True, kw_only=True):
    """A file that rows came from: its name without folders, its digest, and when it was fetched."""

    name: str
    sha256: Digest
    retrieved_at: str | None = None


class TableEntry(Struct, frozen=True, kw_only=True):
    """One table: its size and digest, its sources, and the bad rows left out, by reason."""

    rows: int
    sha256: Digest
    sources: tuple[SourceFile, ...] = ()
    licence: str | None = None
    skipped: dict[str, int] = field(default_factory=dict)


class Manifest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole tape; ``digest`` is over the digests of all tables and of the names.

    ``seal`` is over all the rest of the manifest: names, row counts, sources, licence notes.

    ``calendars`` says of each exchange where its sessions come from; ``notes`` counts the
    oddities that were kept, and how. For updates, ``quotes`` names the listings whose sources quote
    them in a part of their currency (GBX), ``formerly`` the symbols that listings had before, and
    ``represents`` what a depositary share stands for (8 XHKG:9988.HK). ``stated`` has the days, by
    exchange, on which a desk says that it was open or shut.
    """

    format: int
    name: str
    digest: Digest
    names_sha256: Digest
    tables: dict[str, TableEntry]
    calendars: dict[str, str] = field(default_factory=dict)
    notes: dict[str, int] = field(default_factory=dict)
    # Left out where there are none, so that the seals of tapes without them stay what they are.
    quotes: dict[str, str] | UnsetType = UNSET
    formerly: dict[str, tuple[str, ...]] | UnsetType = UNSET
    represents: dict[str, str] | UnsetType = UNSET
    stated: dict[str, dict[str, bool]] | UnsetType = UNSET
    seal: Digest = ""


class _Stamp(Struct):
    format: int


def table_file(table: str) -> str:
    """Return the name of a table's file."""
    return f"{table}.parquet"


def sha256(content: bytes) -> Digest:
    """Return the SHA-256 of some bytes."""
    return hashlib.sha256(content).hexdigest()


def tape_digest(tables: Mapping[str, Digest], names: Digest) -> Digest:
    """Return the digest of a whole tape from those of its files."""
    parts = {table_file(table): digest for table, digest in tables.items()} | {NAMES_FILE: names}
    return sha256("".join(f"{name} {parts[name]}\n" for name in sorted(parts)).encode())


def sealed(manifest: Manifest) -> Manifest:
    """Return the manifest with the digest of its own content, whatever its seal was."""
    bare = structs.replace(manifest, seal="")
    return structs.replace(bare, seal=sha256(msgspec.json.encode(bare, order="sorted")))


def encode_manifest(manifest: Manifest) -> bytes:
    """Return the same bytes for the same manifest."""
    return msgspec.json.format(msgspec.json.encode(manifest, order="sorted"), indent=1) + b"\n"


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of the tape in ``folder``; its digests fit each other."""
    manifest = unsealed_manifest(folder)
    if not adds_up(manifest):
        what = f"{MANIFEST_FILE} was changed: its digests do not add up to {manifest.digest[:12]}"
        raise TapeError(str(folder), what, way_out=_ANEW)
    if not untouched(manifest):
        what = f"{MANIFEST_FILE} was changed since it was loaded: its seal does not fit"
        raise TapeError(str(folder), what, way_out=_ANEW)
    return manifest


def unsealed_manifest(folder: Path) -> Manifest:
    """Return the manifest of the tape in ``folder`` as it stands."""
    return _decode(folder, _manifest_bytes(folder))


def adds_up(manifest: Manifest) -> bool:
    """Say whether the digest of the whole is that of its parts."""
    sums = {table: entry.sha256 for table, entry in manifest.tables.items()}
    return tape_digest(sums, manifest.names_sha256) == manifest.digest


def untouched(manifest: Manifest) -> bool:
    """Say whether the manifest's seal is that of its content; one without a seal has none."""
    return sealed(manifest).seal == manifest.seal


def _manifest_bytes(folder: Path) -> bytes:
    try:
        return (folder / MANIFEST_FILE).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        what = f"is not a tape: no {MANIFEST_FILE}" if folder.is_dir() else "no such folder"
        raise TapeError(str(folder), what, way_out="make one with `tapecheck tape load`") from None
    except OSError as error:
        raise TapeError(str(folder), f"cannot be read: {error.strerror}") from error


def _decode(folder: Path, encoded: bytes) -> Manifest:
    try:
        stamp = msgspec.json.decode(encoded, type=_Stamp)
        if stamp.format != FORMAT:
            what = f"has format {stamp.format}; this version reads format {FORMAT}"
            raise TapeError(str(folder), what, way_out=_ANEW)
        return msgspec.json.decode(encoded, type=Manifest)
    except msgspec.DecodeError as error:
        what = f"{MANIFEST_FILE} cannot be read: {error}"
        raise TapeError(str(folder), what, way_out=_ANEW) from error


def sealed_bytes(path: Path, expected: Digest) -> bytes:
    """Return the content of a file of the tape; refuse it if it is not what was loaded."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise TapeError(str(path), "is missing from the tape", way_out=_ANEW) from None
    except OSError as error:
        raise TapeError(str(path), f"cannot be read: {error.strerror}") from error
    found = sha256(content)
    if found != expected:
        what = f"was changed since it was loaded: sha256 {found[:12]}, not {expected[:12]}"
        raise TapeError(str(path), what, way_out=_ANEW)
    return content
