"""Files as answers: their kinds, their names, and what a browser may do with them."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from urllib.parse import quote

from fastapi import Response

from scenarios.documents.issue import Issue
from scenarios.languages.language import Language
from scheduler.errors import BadInput

KINDS = {
    ".html": "text/html; charset=utf-8",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".yaml": "text/plain; charset=utf-8",
    ".json": "application/json",
    ".ics": "text/calendar; charset=utf-8",
    ".xml": "application/xml",
    ".zip": "application/zip",
    ".png": "image/png",
    ".svg": "image/svg+xml",
}
"""The kinds of files, by their endings."""

SHOWN = frozenset((".html", ".pdf", ".txt", ".png"))
"""What a browser shows; all else it saves."""

STRICT = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'; sandbox"
)
"""What a document of HTML may do on its page: nothing but look as it does."""

_drawing = Lock()
"""Held while a picture is drawn: what draws them has settings for all threads."""


def file_answer(name: str, content: bytes, *, download: bool) -> Response:
    """A file as an answer, to be shown where a browser can, or to be saved under its name."""
    ending = Path(name).suffix.lower()
    shown = ending in SHOWN and not download
    plain = name.encode("ascii", "replace").decode().replace('"', "'").replace("?", "_")
    how = "inline" if shown else "attachment"
    headers = {
        "Content-Disposition": f"{how}; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}",
        "Cache-Control": "no-store",
    }
    if ending != ".pdf":  # a viewer of these is a page with scripts
        headers["Content-Security-Policy"] = STRICT
    kind = KINDS.get(ending, "application/octet-stream")
    return Response(content, media_type=kind, headers=headers)


def picture(name: str, issue: Issue, language: Language) -> bytes:
    """The week as a picture: ``week.png``, ``week.svg`` or, on as many pages as it needs, PDF.

    Raises
    ------
    BadInput
        Where it is none of them.
    """
    ending = Path(name).suffix.lower()
    if name not in ("week.png", "week.svg", "week.pdf"):
        raise BadInput.at(name, "there is no picture of this name")
    from desk.plots.canvas import write_plot
    from desk.plots.week.plot import plot_pages, plot_week

    draft = language.say("Draft")
    with _drawing, TemporaryDirectory() as folder:
        drawn = (
            plot_pages(issue.scenario, issue.timetable, more=draft, language=language)
            if ending == ".pdf"
            else plot_week(issue.scenario, issue.timetable, more=draft, language=language)
        )
        return write_plot(drawn, Path(folder) / name)[0].read_bytes()
