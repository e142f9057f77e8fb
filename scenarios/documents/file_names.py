"""Names of files made of keys, which every system can keep."""

from __future__ import annotations

import re
from collections.abc import Iterable

_REFUSED = re.compile(r"[\x00-\x1f\x7f<>:\"/\\|?*\s]+")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_LONGEST = 80


def file_names(keys: Iterable[str]) -> dict[str, str]:
    """A name for each key that Windows can keep as well, no two of them alike but for case.

    A key that is such a name stays as it is.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for key in dict.fromkeys(keys):
        plain = _REFUSED.sub("-", key).strip("-. ")[:_LONGEST].rstrip("-. ") or "unnamed"
        plain = f"{plain}_" if _RESERVED.match(plain) else plain
        name, number = plain, 1
        while name.casefold() in taken:
            number += 1
            name = f"{plain}-{number}"
        taken.add(name.casefold())
        names[key] = name
    return names
