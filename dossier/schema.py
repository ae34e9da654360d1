"""The JSON Schema of dossier.yaml, for completion and checks in editors."""

from __future__ import annotations

import json

from dossier.records import Dossier


def schema_text() -> str:
    """The schema as JSON text."""
    schema = Dossier.model_json_schema(by_alias=True)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "dossier.yaml"
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
