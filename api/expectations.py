"""Says in plain words what a value should have been, whatever the library that judged it says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_PLAIN = {
    "missing": "This field is required.",
    "extra_forbidden": "There is no such field.",
    "id_type": "Should be text or a whole number.",
    "string_type": "Should be text in quotation marks.",
    "bool_type": "Should be true or false.",
    "int_type": "Should be a whole number.",
    "int_from_float": "Should be a whole number.",
    "int_parsing": "Should be a whole number.",
    "int_parsing_size": "Should be a smaller number.",
    "float_parsing": "Should be a number.",
    "list_type": "Should be a list.",
    "tuple_type": "Should be a list.",
    "dataclass_type": "Should be an object.",
    "model_type": "Should be an object.",
    "model_attributes_type": "Should be an object.",
    "literal_error": "Should be {expected}.",
    "greater_than": "Should be more than {gt}.",
    "greater_than_equal": "Should be at least {ge}.",
    "less_than_equal": "Should be at most {le}.",
}
"""By pydantic's type of an error; the slots are its bounds and choices, which are ours."""
_OTHERWISE = "Is not what is documented."


def expectation(found: Mapping[str, Any]) -> str:
    """What one error of pydantic's says was expected; never anything that was found."""
    message = _PLAIN.get(found["type"], _OTHERWISE)
    return message.format_map(found.get("ctx") or {})
