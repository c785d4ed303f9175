"""A service that answers with what it is sent: how fast one of this kind can be at best."""

from __future__ import annotations

import sys
from typing import Any

import uvicorn
from litestar import Litestar, Request, Response, post
from litestar.enums import MediaType


@post("/v1/checks", status_code=200)
async def echo(request: Request[Any, Any, Any]) -> Response[bytes]:
    """Return the body."""
    return Response(await request.body(), media_type=MediaType.JSON)


if __name__ == "__main__":
    # The settings of `tapecheck serve`.
    uvicorn.run(
        Litestar([echo], logging_config=None, openapi_config=None), port=int(sys.argv[1]),
        loop="uvloop", http="httptools", ws="none", server_header=False, access_log=False,
        log_level="warning",
    )  # fmt: skip
