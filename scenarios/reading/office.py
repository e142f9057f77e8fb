"""The packages of the extra ``office``, which the rest does without."""

from __future__ import annotations

from importlib.util import find_spec

from scheduler.errors import BadInput

INSTALL = (
    "need the extra 'office'; install it in the program's folder, in the same virtual environment: "
    "python -m pip install -e '.[office]'"
)


def need_office(module: str, what: str) -> None:
    """Refuse what cannot be done without a package, before it is imported.

    Parameters
    ----------
    module
        The name by which it is imported: ``openpyxl``.
    what
        What is asked for, in the plural: ``workbooks``.

    Raises
    ------
    BadInput
        Where it is not installed.
    """
    if find_spec(module) is None:
        raise BadInput.at("", f"{what} {INSTALL}")
