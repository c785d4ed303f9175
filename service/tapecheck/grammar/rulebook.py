"""All rules in force: the lexicon, the claim rules, and a digest that names them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib.resources.abc import Traversable

from msgspec import Struct

from tapecheck.core.errors import RuleFileError
from tapecheck.core.units import Digest
from tapecheck.grammar.lexicon import Lexicon, build_lexicon
from tapecheck.grammar.rulefile import ClaimRule, RuleFile, Status, read_rule_file
from tapecheck.grammar.typos import check_words


class Rulebook(Struct, frozen=True):
    """Every rule file by its path below the language's folder, and what is made of them."""

    files: dict[str, RuleFile]
    lexicon: Lexicon
    claims: tuple[ClaimRule, ...]
    digest: Digest


def read_rulebook(root: Traversable) -> Rulebook:
    """Return the rulebook of a folder such as ``rules/en``; raise :class:`RuleFileError`."""
    if not root.is_dir():
        way_out = f"name the folder above {root.name}/"
        raise RuleFileError(str(root), "no such folder of rules", way_out=way_out)
    digest = hashlib.sha256()
    files: dict[str, RuleFile] = {}
    ids: dict[str, str] = {}
    for path, file in _toml_files(root, ""):
        digest.update(path.encode() + b"\0" + file.read_bytes() + b"\0")
        rules = read_rule_file(file, RuleFile)
        check_words(path, rules)
        for name in (rules.id, *(rule.id for rule in rules.rule)):
            if name in ids:
                raise RuleFileError(path, f"id {name!r} is taken by {ids[name]}")
            ids[name] = path
        files[path] = rules
    active = [(path, rules) for path, rules in files.items() if rules.status is Status.ACTIVE]
    return Rulebook(
        files=files,
        lexicon=build_lexicon(active),
        claims=tuple(r for _, f in active for r in f.rule if r.status is Status.ACTIVE),
        digest=digest.hexdigest(),
    )


def _toml_files(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            yield from _toml_files(entry, f"{prefix}{entry.name}/")
        elif entry.name.lower().endswith(".toml"):
            yield prefix + entry.name, entry
