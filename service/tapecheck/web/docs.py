"""The API's documentation as one page, without a script: it reads the same with no network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from typing import Any
from xml.etree.ElementTree import Element

import msgspec

from tapecheck.web.html import Node, el, page, prose, style_policy

Shape = Mapping[str, Any]


def style() -> str:
    """Return the style sheet, which stands in the page itself."""
    return (files("tapecheck.web") / "static" / "docs.css").read_text(encoding="utf-8")


def policy() -> str:
    """Return the content security policy under which the page may use its style and no more."""
    return style_policy(style())


def docs_page(document: Shape) -> bytes:
    """Return the page of an OpenAPI document."""
    about, operations = document["info"], list(_operations(document))
    schemas = document["components"]["schemas"]
    body = [
        el("h1", f"{about['title']} {about['version']}"),
        el("p", prose(about["description"])),
        el("p", "The same for machines: ", el("a", "OpenAPI", href="/v1/openapi.json"), "."),
        el("nav", el("ul", (_link(*operation) for operation in operations))),
        *(el("section", _operation(*operation)) for operation in operations),
        el("h2", "Shapes", id="shapes"),
        *(el("section", _shape(name, shape)) for name, shape in sorted(schemas.items())),
    ]
    return page(f"{about['title']} API", style(), body)


def _operations(document: Shape) -> Iterator[tuple[str, str, Shape]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation


def _link(method: str, path: str, operation: Shape) -> Element:
    return el("li", el("a", f"{method} {path}", href=f"#{operation['operationId']}"), ": ",
              operation["summary"])  # fmt: skip


def _operation(method: str, path: str, operation: Shape) -> Iterator[Node]:
    yield el("h2", operation["summary"], id=operation["operationId"])
    yield el("p", el("span", method, class_="method"), " ", el("code", path))
    yield el("p", prose(operation["description"]))
    if operation.get("parameters"):
        yield el("h3", "Parameters")
        yield _fields({p["name"]: p | p["schema"] for p in operation["parameters"]}, required=())
    if "requestBody" in operation:
        yield el("h3", "Request")
        yield from _body(operation["requestBody"])
    yield el("h3", "Answers")
    for status, response in operation["responses"].items():
        yield el("p", el("strong", status), " ", prose(response["description"]))
        yield from _body(response)


def _body(body: Shape) -> Iterator[Node]:
    for kind, content in body.get("content", {}).items():
        yield el("p", el("code", kind), ": ", _type(content["schema"]), class_="type")
        for example in content.get("examples", {}).values():
            yield el("details", el("summary", f"Example: {example['summary']}"),
                     el("pre", el("code", _shown(example["value"]))))  # fmt: skip


def _shown(value: object) -> str:
    if isinstance(value, str):
        return value
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()


def _shape(name: str, shape: Shape) -> Iterator[Node]:
    yield el("h3", name, id=f"shape-{name}")
    yield el("p", prose(shape.get("description", "")))
    if "properties" in shape:
        yield _fields(shape["properties"], required=shape.get("required", ()))
    else:
        yield el("p", _type(shape))


def _fields(fields: Mapping[str, Shape], required: Iterable[str]) -> Element:
    rows: list[Node] = []
    for name, field in fields.items():
        needed = [el("strong", " required")] if name in required else []
        rows.append(
            el("dt", el("code", name), " ", el("span", _type(field), class_="type"), needed)
        )
        rows.append(el("dd", prose(field.get("description", ""))))
    return el("dl", rows)


def _type(schema: Shape) -> Iterator[Node]:
    """Yield what kind of value a schema asks for, in words and links."""
    alternatives = schema.get("oneOf") or schema.get("allOf")
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        yield el("a", name, href=f"#shape-{name}")
    elif alternatives:
        for place, alternative in enumerate(alternatives):
            yield from (" or ",) if place else ()
            yield from _type(alternative)
    elif "enum" in schema:
        yield "one of " + ", ".join(map(str, schema["enum"]))
    elif schema.get("type") == "array":
        yield "list of "
        yield from _type(schema.get("items", {}))
    elif isinstance(schema.get("additionalProperties"), Mapping):
        yield "object of "
        yield from _type(schema["additionalProperties"])
    else:
        yield str(schema.get("type", "anything"))
