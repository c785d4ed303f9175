"""Logs: an error is told by its kind and its place, whatever it says and whatever it held."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tapecheck.web.logs import FORMATS

FAILING = """
import logging
from tapecheck.web.logs import configure

def read(copy):
    raise ValueError(f"cannot read {copy}")

configure(FORMAT)
log = logging.getLogger("uvicorn.error")
try:
    try:
        read("Embargoed until nine.")
    except ValueError as error:
        raise RuntimeError("Embargoed") from error
except RuntimeError as error:
    log.error("it failed\\n", exc_info=error)
log.error("Task exception was never retrieved\\nfuture: ValueError('Embargoed')")
"""


@pytest.mark.parametrize("form", FORMATS)
def test_no_word_of_an_article_comes_into_a_log_with_an_error(form: str) -> None:
    script = FAILING.replace("FORMAT", repr(form))
    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    first, second = ended.stderr.splitlines()
    assert "Embargoed" not in ended.stderr
    assert "Task exception was never retrieved" in second
    assert "it failed" in first
    told = "RuntimeError at <string>:14 <module>; after ValueError at <string>:12 <module>"
    assert f"{told} > <string>:6 read" in first
    if form == "json":
        assert json.loads(first)["event"] == "it failed"
