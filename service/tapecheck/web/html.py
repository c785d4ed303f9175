"""HTML from elements: what is put in as text comes out as text."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, tostring

Node = str | Element
_CODE = re.compile(r"`+([^`]+)`+")


def el(tag: str, *nodes: Node | Iterable[Node], **attributes: str) -> Element:
    """Return an element; ``class_`` stands for the attribute ``class``."""
    element = Element(tag, {name.rstrip("_"): value for name, value in attributes.items()})
    last: Element | None = None
    for node in _flat(nodes):
        if isinstance(node, Element):
            element.append(node)
            last = node
        elif last is None:
            element.text = (element.text or "") + node
        else:
            last.tail = (last.tail or "") + node
    return element


def _flat(nodes: Iterable[Node | Iterable[Node]]) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, str | Element):
            yield node
        else:
            yield from node


def prose(text: str) -> Iterator[Node]:
    """Yield a text in which words between backticks are code."""
    for place, part in enumerate(_CODE.split(text)):
        if part:
            yield el("code", part) if place % 2 else part


def page(title: str, style: str, body: Iterable[Node]) -> bytes:
    """Return a whole page that asks nothing of any other host."""
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("title", title),
        el("style", style),
    )
    whole = el("html", head, el("body", body), lang="en")
    html: bytes = tostring(whole, encoding="utf-8", method="html")
    return b"<!doctype html>\n" + html


def style_policy(style: str) -> str:
    """Return the content security policy under which a page may use one style and no more."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )
