"""The sentences of the page in a language, from the catalogues of the documents."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException

from scenarios.languages.language import CODES, catalogue

router = APIRouter()


@router.get("/words/{code}")
def words(code: str) -> dict[str, list[str]]:
    """By the English sentence: what it is in the language, one form or one for each number."""
    if code not in CODES:
        raise HTTPException(404, f"there is no language ‘{code}’")
    return catalogue(code)
