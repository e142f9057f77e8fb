"""What goes wrong, as answers: stale writes, bad input, what is not there."""

from __future__ import annotations

import os
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from desk.page.security import problem
from scenarios.editing.changing_text import BadValues
from scenarios.editing.journal import Stale
from scheduler.errors import BadInput, InputProblem


def add_answers(app: FastAPI) -> None:
    """Answer the errors of this project in JSON."""
    app.add_exception_handler(Stale, _stale)
    app.add_exception_handler(BadInput, _bad_input)
    app.add_exception_handler(LookupError, _missing)
    app.add_exception_handler(RequestValidationError, _misshapen)
    app.add_exception_handler(HTTPException, _refused)


def answer_of(error: BadInput) -> dict[str, list[object]]:
    """What is wrong, as every answer says it."""
    paths = error.paths if isinstance(error, BadValues) else ((),) * len(error.problems)
    problems: list[object] = [
        {"where": one.where, "what": one.what, "subject": one.subject, "path": list(path)}
        for one, path in zip(error.problems, paths, strict=True)
    ]
    return {"problems": problems, "told": list(error.told)}


def seen_from(folder: Path, error: BadInput) -> BadInput:
    """What is wrong, with files in a folder by their names from there."""
    here = f"{folder}{os.sep}"
    problems = [
        InputProblem(one.where.replace(here, ""), one.what.replace(here, ""), one.subject)
        for one in error.problems
    ]
    if isinstance(error, BadValues):
        return BadValues(problems, error.paths)
    return BadInput(problems, error.beyond)


async def _stale(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Stale)
    since = [
        {"version": e.version, "who": e.who, "at": e.at.isoformat(), "what": e.what}
        for e in error.since
    ]
    return JSONResponse({"version": error.version, "since": since}, status_code=412)


async def _bad_input(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, BadInput)
    return JSONResponse(answer_of(seen_from(request.app.state.desk.folder, error)), status_code=422)


async def _missing(_: Request, error: Exception) -> JSONResponse:
    if type(error) is not LookupError:  # a key that a function of ours did not find: a defect
        raise error
    return problem(409, str(error.args[0] if error.args else error))


async def _misshapen(_: Request, error: Exception) -> JSONResponse:
    """What pydantic says of the shape of a request, as sentences."""
    assert isinstance(error, RequestValidationError)
    problems = []
    for one in error.errors():
        steps = [str(step) for step in one["loc"] if step not in ("body", "query", "path")]
        if one["type"] == "json_invalid":
            problems.append(InputProblem("", "this is no JSON; nothing was done"))
        else:
            what = str(one["msg"])
            problems.append(InputProblem("", what[:1].lower() + what[1:], " › ".join(steps)))
    return JSONResponse(answer_of(BadInput(problems)), status_code=422)


async def _refused(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    answer = problem(error.status_code, str(error.detail))
    answer.headers.update(error.headers or {})
    return answer
