"""The OpenAPI document: made from the types, completed with answers of this very service."""

from __future__ import annotations

import copy
import inspect
from decimal import Decimal
from http import HTTPStatus
from typing import Any

import msgspec
from litestar import Litestar, Response, Router, get
from litestar.datastructures import ResponseHeader
from litestar.di import NamedDependency
from litestar.enums import MediaType, OpenAPIMediaType
from litestar.exceptions import NotFoundException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import OpenAPIRenderPlugin
from litestar.openapi.spec import (
    Components,
    License,
    OpenAPIType,
    Schema,
    SecurityScheme,
    Tag,
)
from litestar.plugins import OpenAPISchemaPlugin
from litestar.typing import FieldDefinition
from msgspec import Struct

from tapecheck.report.json import encode
from tapecheck.web import examples
from tapecheck.web.desk import Desk
from tapecheck.web.docs import docs_page, policy
from tapecheck.web.refusals import AnyRequest

_ABOUT = (
    "Text goes in; every claim about a market number comes back with a verdict, the evidence, and "
    "the number that would be right. Every error is a problem detail (RFC 9457)."
)
_TAGS = [
    Tag(name="checks", description="Articles in, verdicts out."),
    Tag(name="service", description="The service, and what it checks with."),
]


_KEY = "key"
_SCHEME = SecurityScheme(
    type="http",
    scheme="bearer",
    description="An API key, made with `tapecheck keys create`. A service without keys asks for "
    "none; the scope that an operation asks for is told under `403`.",
)


class ExactNumbers(OpenAPISchemaPlugin):
    """Tells that a decimal is a JSON number, which the framework takes for a string."""

    def is_plugin_supported_field(self, field_definition: FieldDefinition) -> bool:
        """Say whether a field is a decimal."""
        return field_definition.annotation is Decimal

    def to_openapi_schema(self, field_definition: FieldDefinition, schema_creator: Any) -> Schema:
        """Return the schema of a number."""
        return Schema(type=OpenAPIType.NUMBER)


class ToldStructs(OpenAPISchemaPlugin):
    """Takes what a struct is from its docstring, which the framework leaves out."""

    def is_plugin_supported_field(self, field_definition: FieldDefinition) -> bool:
        """Say whether a field is a struct."""
        return not field_definition.is_union and field_definition.is_subclass_of(Struct)

    def to_openapi_schema(self, field_definition: FieldDefinition, schema_creator: Any) -> Schema:
        """Return the framework's schema with a description."""
        rest = (plugin for plugin in schema_creator.plugins if plugin is not self)
        other = next(p for p in rest if schema_creator.plugin_supports_field(p, field_definition))
        schema: Schema = other.to_openapi_schema(field_definition, schema_creator)
        struct = field_definition.annotation
        schema.description = inspect.getdoc(struct)
        if struct.__struct_config__.forbid_unknown_fields:
            schema.additional_properties = False
        return schema


class Description:
    """The description of the API: one document, completed when first asked for, and its page."""

    def __init__(self, desk: Desk) -> None:
        """Take the desk whose answers are the examples."""
        self._desk = desk
        self._json: bytes | None = None
        self._page: bytes | None = None

    def json(self, app: Litestar) -> bytes:
        """Return the OpenAPI document."""
        if self._json is None:
            self._json = encode(completed(app.openapi_schema.to_schema(), self._desk))
        return self._json

    def page(self, app: Litestar) -> bytes:
        """Return the page to read."""
        if self._page is None:
            self._page = docs_page(msgspec.json.decode(self.json(app)))
        return self._page

    def config(self) -> OpenAPIConfig:
        """Return what the framework makes the document from, and where it serves it."""
        return OpenAPIConfig(
            title="tapecheck",
            version=self._desk.source.health.version,
            description=_ABOUT,
            license=License(name="MIT", identifier="MIT"),
            tags=_TAGS,
            components=Components(security_schemes={_KEY: _SCHEME}),
            openapi_router=Router(
                "/docs",
                route_handlers=[],
                include_in_schema=False,
                after_request=_no_page,
                response_headers=[ResponseHeader(name="content-security-policy", value=policy())],
            ),
            render_plugins=[_Page(self), _Json(self)],
        )


class _Json(OpenAPIRenderPlugin):
    def __init__(self, description: Description) -> None:
        super().__init__(path="/openapi.json", media_type=OpenAPIMediaType.OPENAPI_JSON)
        self._description = description

    def render(self, request: AnyRequest, openapi_schema: dict[str, Any]) -> bytes:
        return self._description.json(request.app)


class _Page(OpenAPIRenderPlugin):
    def __init__(self, description: Description) -> None:
        super().__init__(path="/", media_type=MediaType.HTML)
        self._description = description

    def render(self, request: AnyRequest, openapi_schema: dict[str, Any]) -> bytes:
        return self._description.page(request.app)


def _no_page(response: Response[Any]) -> Response[Any]:
    """Turn away who asks for another page below /docs, as everywhere else."""
    if response.status_code == HTTPStatus.NOT_FOUND:
        raise NotFoundException
    return response


@get("/v1/openapi.json", include_in_schema=False, sync_to_thread=False)
def document(request: AnyRequest, description: NamedDependency[Description]) -> Response[bytes]:
    """Return the OpenAPI document."""
    return Response(description.json(request.app), media_type=OpenAPIMediaType.OPENAPI_JSON)


def completed(made: dict[str, Any], desk: Desk) -> dict[str, Any]:
    """Return the document that the framework made, with examples of requests and answers."""
    told = examples.answers(desk)
    whole = copy.deepcopy(made)
    for path, operations in whole["paths"].items():
        refusals = examples.refusals(path)
        for operation in operations.values():
            if str(HTTPStatus.UNAUTHORIZED.value) in operation["responses"]:
                operation["security"] = [{}, {_KEY: []}]
            if "requestBody" in operation:
                _put(operation["requestBody"], examples.requests(operation["operationId"]))
            if operation["operationId"] == "check":
                # The framework knows one kind of body an operation.
                operation["requestBody"]["content"] |= {
                    kind: {"schema": {"type": "string"}, "examples": shown}
                    for kind, shown in examples.TEXTS.items()
                }
            for status, response in operation["responses"].items():
                done = status.startswith("2")
                _put(response, told[operation["operationId"]] if done else refusals[int(status)])
    return whole


def _put(place: dict[str, Any], shown: examples.Examples) -> None:
    """Put examples into a body; problems only where the operation may answer with them."""
    for content in place.get("content", {}).values():
        content["examples"] = {
            name: example
            for name, example in shown.items()
            if "`" not in place.get("description", "") or f"`{name}`" in place["description"]
        }
