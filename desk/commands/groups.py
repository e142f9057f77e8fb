"""Options that belong together, as one parameter of a command."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import Parameter, isclass, signature
from typing import Any, get_type_hints


def with_groups(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command with an option for each field of a parameter that is a `NamedTuple`.

    The fields are annotated as options are, and have defaults.
    """
    groups: dict[str, Any] = {}
    parameters, hints = list[Parameter](), get_type_hints(command, include_extras=True)
    annotations: dict[str, Any] = {"return": hints.get("return")}
    for parameter in signature(command).parameters.values():
        kind = hints[parameter.name]
        if not (isclass(kind) and hasattr(kind, "_field_defaults")):
            parameters.append(parameter.replace(annotation=kind))
            continue
        groups[parameter.name] = kind
        for name, said in get_type_hints(kind, include_extras=True).items():
            default = kind._field_defaults[name]
            parameters.append(Parameter(name, parameter.kind, default=default, annotation=said))
    annotations |= {one.name: one.annotation for one in parameters}

    @wraps(command)
    def run(**given: Any) -> Any:
        for name, kind in groups.items():
            given[name] = kind(**{field: given.pop(field) for field in kind._fields})
        return command(**given)

    del run.__dict__["__wrapped__"]  # else the parameters are looked up there
    run.__annotations__ = annotations
    run.__signature__ = signature(command).replace(parameters=parameters)  # type: ignore[attr-defined]
    return run
