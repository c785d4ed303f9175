"""Names for numbers: an alias says a unit once, to readers, to type checkers and to the API."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated

from msgspec import Meta

Ratio = Annotated[Decimal, Meta(description="Dimensionless; 0.042 is 4.2 %. Never a percent.")]
Price = Annotated[Decimal, Meta(description="Units of the instrument's currency for one share.")]
Offset = Annotated[
    int, Meta(ge=0, description="Unicode code points from the start; not UTF-16 units, not bytes.")
]
Session = Annotated[dt.date, Meta(description="A trading day of the instrument's own exchange.")]
PartialDate = Annotated[
    str,
    Meta(
        pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$",
        description="An ISO date as exact as the words: 2021, 2021-10 or 2021-10-07.",
    ),
]
InstrumentId = Annotated[
    str, Meta(description="MIC and symbol of a listing, as in XHKG:9988.HK (ISO 10383).")
]
Digest = Annotated[str, Meta(description="SHA-256 in hexadecimal.")]
