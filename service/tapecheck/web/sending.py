"""Forms that ask for a check: a draft that is pasted or uploaded, and an old one once more."""

from __future__ import annotations

import datetime as dt
from pathlib import PurePath
from textwrap import shorten
from urllib.parse import urlencode

import msgspec
from litestar import Response, post
from litestar.datastructures import FormMultiDict, UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath
from msgspec import Struct
from msgspec.structs import replace

from tapecheck.core.nouns import Article
from tapecheck.core.prose import Markup
from tapecheck.core.units import Digest
from tapecheck.intake.files import markup_of
from tapecheck.ledger.keys import Scope
from tapecheck.ledger.records import Sent
from tapecheck.web.access import sender_of
from tapecheck.web.articles import ArticleIn
from tapecheck.web.clock import now
from tapecheck.web.desk import Desk, Job
from tapecheck.web.drafts import drafts_of
from tapecheck.web.kept import document_of, kept_check
from tapecheck.web.problems import ProblemError
from tapecheck.web.refusals import AnyRequest
from tapecheck.web.rendering import see, shown

_NAME = 60
_KINDS = {str(markup): markup for markup in Markup}


class _Addressed(Struct, frozen=True, kw_only=True):
    """As much of a document as it takes to find it again."""

    digests: dict[str, str]


class Filled(Struct, frozen=True, kw_only=True):
    """The form of a draft as it was filled in; ``before`` is the check of an earlier version.

    ``today`` is the day where the browser is, if it tells one.
    """

    text: str = ""
    format: str = ""
    title: str = ""
    published: str = ""
    before: str = ""
    file: str = ""
    today: str = ""

    @property
    def markup(self) -> Markup:
        """Return the markup that was chosen; of an unknown kind a draft is text."""
        return _KINDS.get(self.format, Markup.TEXT)


@post("/checks", opt={"scope": Scope.CHECK})
async def send(request: AnyRequest, desk: NamedDependency[Desk]) -> Response[bytes]:
    """Check a draft and lead to the verdicts; show the form again with what is wrong with it."""
    form = await request.form()
    filled = _filled(form)
    try:
        filled = await _with_file(filled, form.get("file"))
        address = await _checked(desk, await _article(desk, filled), sender_of(request))
    except ProblemError as error:
        return shown(
            request, "draft", status=error.out("/checks").status, form=filled,
            error=_told(error), today=now().date().isoformat(), health=desk.source.health,
        )  # fmt: skip
    query = {"before": filled.before} if filled.before not in ("", address) else {}
    return see(f"/checks/{address}{'?' if query else ''}{urlencode(query)}")


@post("/checks/{address:str}/replay", opt={"scope": Scope.CHECK})
async def replay(
    request: AnyRequest, address: FromPath[str], desk: NamedDependency[Desk]
) -> Response[bytes]:
    """Check the same article against the present tape and rules; show what has changed."""
    kept = await kept_check(desk, address)
    again = await _checked(desk, replace(kept.report.article, id=kept.article), sender_of(request))
    return see(f"/checks/{address}/compare/{again}")


def _told(error: ProblemError) -> str:
    """Return what is wrong without the place in a body: on a form there is none."""
    return error.detail.replace(f" at {error.pointer}", "")


def _filled(form: FormMultiDict) -> Filled:
    told = {name: form.get(name) for name in Filled.__struct_fields__}
    texts = {name: value for name, value in told.items() if isinstance(value, str)}
    # Browsers send what was typed with the line ends of mail.
    texts["text"] = texts.get("text", "").replace("\r\n", "\n")
    return Filled(**texts)


async def _with_file(filled: Filled, file: object) -> Filled:
    """Return the form with the text of a file, whose name tells the markup if nobody has."""
    if not isinstance(file, UploadFile) or not file.filename:
        return filled
    markup = filled.format or str(markup_of(PurePath(file.filename).suffix))
    text = _decoded(await file.read(), file.filename)
    return replace(filled, text=text, file=file.filename, format=markup)


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        what = f"The file {name[:80]!r} is not UTF-8 text: byte {error.start} cannot be read."
        raise ProblemError("invalid-article", what) from error


async def _article(desk: Desk, filled: Filled) -> Article:
    """Return the article of a form; one that tells no day is of today, as its hint says."""
    if not filled.text.strip():
        raise ProblemError("invalid-article", "There is no text: paste one, or choose a file.")
    told = ArticleIn(
        text=filled.text, format=filled.markup, title=filled.title.strip() or None,
        published=filled.published.strip() or None,
    )  # fmt: skip
    (draft,) = drafts_of(told, desk.limits)
    article = await desk.read(draft)
    return replace(
        article, id=article.title or filled.file or _beginning(article),
        published=article.published or _today(filled.today),
    )  # fmt: skip


def _today(told: str) -> dt.date:
    """Return the day where the browser is; what no zone of the world can have is not believed."""
    here = now().date()
    try:
        there = dt.date.fromisoformat(told)
    except ValueError:
        return here
    return there if abs(there - here) <= dt.timedelta(days=1) else here


def _beginning(article: Article) -> str:
    """Return the first words of an article, to know it by in a list."""
    return shorten(article.plain.text, _NAME, placeholder=" …") or "draft"


async def _checked(desk: Desk, article: Article, sender: str) -> Digest:
    """Check an article, and return the address of the check."""
    sent = Sent(sender=sender, article=article.id, at=now())
    (answer,) = await desk.check([Job(article=article, sent=sent)])
    return msgspec.json.decode(document_of(answer), type=_Addressed).digests["check"]
