"""Holds what was answered against what the document says, with a validator of JSON Schema that nobody here wrote.

A field that the document does not know is as wrong as one that it promises and that is not there.
"""

import json
import sys

from openapi_schema_validator import OAS31Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

given = json.load(open(sys.argv[1], encoding="utf-8"))
document = given["document"]


def parts_of_a_whole(piece, found):
    """The schemas that are only a part of what is answered."""
    if isinstance(piece, dict):
        for part in piece.get("allOf", []):
            found.add(part.get("$ref", ""))
        for value in piece.values():
            parts_of_a_whole(value, found)
    elif isinstance(piece, list):
        for value in piece:
            parts_of_a_whole(value, found)
    return found


parts = parts_of_a_whole(document["components"]["schemas"], set())
for name, schema in document["components"]["schemas"].items():
    is_object = schema.get("type") == "object" or "allOf" in schema
    if is_object and f"#/components/schemas/{name}" not in parts and "additionalProperties" not in schema:
        schema["unevaluatedProperties"] = False

registry = Registry().with_resource("urn:document", Resource.from_contents(document, DRAFT202012))


def resolved(piece):
    while "$ref" in piece:
        at = document
        for step in piece["$ref"].removeprefix("#/").split("/"):
            at = at[step]
        piece = at
    return piece


wrong = []
for answer in given["answers"]:
    responses = document["paths"][answer["template"]][answer["method"]]["responses"]
    status = str(answer["status"])
    if status not in responses:
        wrong.append(f"{answer['method']} {answer['address']}: {status} is not in the document: {answer['body']}")
        continue
    response = resolved(responses[status])
    if "content" not in response and answer["body"] is None:
        continue
    content = response.get("content", {})
    if answer["kind"] not in content:
        wrong.append(f"{answer['address']}: {answer['kind']} is not in the document")
        continue
    # Some headers are there only where there is something to say.
    sometimes = {"link", "focalpoint-data-age", "idempotency-replayed"}
    for header in response.get("headers", {}):
        if header.lower() not in answer["headers"] and header.lower() not in sometimes:
            wrong.append(f"{answer['address']} {status}: there is no {header}")
    schema = json.loads(json.dumps(content[answer["kind"]]["schema"]).replace('"#/', '"urn:document#/'))
    validator = OAS31Validator(schema, registry=registry, format_checker=OAS31Validator.FORMAT_CHECKER)
    for error in validator.iter_errors(answer["body"]):
        wrong.append(f"{answer['address']} {status} at {error.json_path}: {error.message}")

print("\n".join(wrong))
sys.exit(bool(wrong))
