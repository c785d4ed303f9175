"""What a run is given: files of articles, and folders of them, each under a name that stays."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from tapecheck.core.errors import BulkError
from tapecheck.core.units import Digest
from tapecheck.intake.files import READERS

_SAMPLED = 2**16  # bytes from either end of a file that its digest is made of, beside its size
_WAY_OUT = "known: *.parquet, *.jsonl, *.jsonl.gz, *.jsonl.zst, " + ", ".join(
    f"*{suffix}" for suffix in READERS
)


class Form(StrEnum):
    """How articles lie in an input; ``packed`` lines can only be read from the start."""

    PARQUET = "parquet"
    LINES = "lines"
    PACKED = "packed"
    TEXTS = "texts"


_FORMS = {
    ".parquet": Form.PARQUET,
    ".jsonl": Form.LINES,
    ".jsonl.gz": Form.PACKED,
    ".jsonl.zst": Form.PACKED,
}


class Source(Struct, frozen=True, kw_only=True):
    """One input: its name is the file's, or its path inside the folder that was given."""

    number: int
    name: str
    path: str
    form: Form
    digest: Digest


def find_sources(given: Iterable[Path]) -> tuple[Source, ...]:
    """Return the inputs in files and folders, by name; all texts of a folder are one input."""
    found: dict[str, tuple[Path, Form]] = {}
    for path in given:
        for name, place, form in _within(path):
            if name in found:
                what = f"two inputs are called {name}"
                raise BulkError(str(place), what, way_out="give the folder that holds them both")
            found[name] = (place, form)
    return tuple(
        Source(number=number, name=name, path=str(path), form=form, digest=_digest(path, form))
        for number, (name, (path, form)) in enumerate(sorted(found.items()), start=1)
    )


def text_files(folder: Path) -> list[Path]:
    """Return the files of text, markdown and HTML anywhere in a folder, sorted."""
    return sorted(
        each for each in folder.rglob("*") if each.suffix.lower() in READERS and each.is_file()
    )


def _within(path: Path) -> Iterator[tuple[str, Path, Form]]:
    if not path.exists():
        raise BulkError(str(path), "no such file or folder")
    if not path.is_dir():
        form = _form(path)
        if form is None:
            raise BulkError(str(path), "cannot tell what is in it", way_out=_WAY_OUT)
        yield path.name, path, form
        return
    files = [(each, _form(each)) for each in sorted(path.rglob("*")) if each.is_file()]
    texts = text_files(path)
    if not texts and not any(form for _, form in files):
        raise BulkError(str(path), "no articles in it", way_out=_WAY_OUT)
    for each, form in files:
        if form:
            yield each.relative_to(path).as_posix(), each, form
    if texts:
        yield path.resolve().name, path, Form.TEXTS


def _form(path: Path) -> Form | None:
    name = path.name.lower()
    return next((form for end, form in _FORMS.items() if name.endswith(end)), None)


def _digest(path: Path, form: Form) -> Digest:
    """Return a digest that tells a changed input without reading all of it."""
    told = hashlib.sha256()
    if form is Form.TEXTS:
        for each in text_files(path):
            line = f"{each.relative_to(path).as_posix()} {each.stat().st_size}\n"
            told.update(line.encode("utf-8", "surrogateescape"))
        return told.hexdigest()
    size = path.stat().st_size
    told.update(str(size).encode())
    with path.open("rb") as stream:
        told.update(stream.read(_SAMPLED))
        stream.seek(max(0, size - _SAMPLED))
        told.update(stream.read(_SAMPLED))
    return told.hexdigest()
