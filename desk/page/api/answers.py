"""What goes wrong, as answers: stale writes, bad input, what is not there."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from scenarios.editing.journal import Stale
from scheduler.errors import BadInput


def add_answers(app: FastAPI) -> None:
    """Answer the errors of this project in JSON."""
    app.add_exception_handler(Stale, _stale)
    app.add_exception_handler(BadInput, _bad_input)
    app.add_exception_handler(LookupError, _missing)


async def _stale(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Stale)
    since = [
        {"version": e.version, "who": e.who, "at": e.at.isoformat(), "what": e.what}
        for e in error.since
    ]
    return JSONResponse({"version": error.version, "since": since}, status_code=412)


async def _bad_input(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, BadInput)
    problems = [
        {"where": one.where, "what": one.what, "subject": one.subject} for one in error.problems
    ]
    return JSONResponse({"problems": problems, "told": list(error.told)}, status_code=422)


async def _missing(_: Request, error: Exception) -> JSONResponse:
    problem = {"where": "", "what": str(error.args[0] if error.args else error), "subject": ""}
    return JSONResponse({"problems": [problem], "told": [problem["what"]]}, status_code=409)
