"""Whatever a file holds, it ends in a sound tape or in one error, and the latter leaves nothing."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from reference.makers import inputs, load
from tapecheck.core.errors import LoadError
from tapecheck.reference.audit import audit

NUMBER = st.sampled_from(
    ["10", "10.5", "0", "-1", "", "1e3", "NaN", "x", "82.349998", "9999999999999"]
)
ROW = st.tuples(
    st.sampled_from(["ACME", "IDX", "9999.HK", "BUND", "", "ACNE", "XNYS:ACME"]),
    st.sampled_from(["2025-01-02", "2025-01-03", "2025-01-04", "", "2025-02-30", "3000-01-01"]),
    *[NUMBER] * 7,
    st.sampled_from(["", "official", "provisional", "final"]),
).map(",".join)
HEADER = "symbol,session,open,high,low,close,volume,dividend,split,status"


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(ROW, max_size=8), skip=st.booleans())
def test_any_rows_end_in_a_sound_tape_or_in_one_error(rows: list[str], skip: bool) -> None:  # noqa: FBT001 -- drawn
    with TemporaryDirectory() as name:
        folder = Path(name)
        given_rows = inputs(folder, bars="\n".join([HEADER, *rows]))
        try:
            load(given_rows, folder / "tape", skip_bad=skip)
        except LoadError:
            assert {each.suffix for each in folder.iterdir()} == {".csv"}
        else:
            assert audit(folder / "tape") == ()


@settings(max_examples=60, deadline=None)
@given(content=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_one_error_or_bad_rows(content: bytes) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        given_rows = inputs(folder)
        (folder / "bars.csv").write_bytes(content)
        try:
            load(given_rows, folder / "tape", skip_bad=True)
        except LoadError:
            assert not (folder / "tape").exists()
