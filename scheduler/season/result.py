"""What solving a season gives back."""

from __future__ import annotations

from html import escape

from scheduler.judging.judge import Verdict
from scheduler.season.season import Dates
from scheduler.solving.result import Provenance, Status, Tier
from scheduler.week.frozen import Frozen


class SeasonResult(Frozen):
    """A solved season.

    Attributes
    ----------
    status
        ``PROVEN``, ``FEASIBLE`` or ``UNKNOWN``. Every meeting has dates that it may have, so that
        there is always some calendar: a season is never infeasible.
    tiers
        Value and bound of each tier; the canonical one counts meetings whose dates are settled.
    calendar
        None where none was found.
    verdict
        What the judge finds in it, None without a calendar.
    interrupted
        Whether a person stopped the search.
    """

    status: Status
    tiers: tuple[Tier, ...] = ()
    seconds: float = 0.0
    calendar: dict[str, Dates] | None = None
    verdict: Verdict | None = None
    interrupted: bool = False
    provenance: Provenance

    def __str__(self) -> str:
        lines = [f"{self.status.value} in {self.seconds:.1f} s"]
        lines += [
            f"{t.name:12} {t.value:>8} bound {t.bound:>8} {t.seconds:6.1f} s" for t in self.tiers
        ]
        lines += [f"{key:32} {dates}" for key, dates in (self.calendar or {}).items()]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{escape(key)}</td><td>{dates}</td></tr>"
            for key, dates in sorted((self.calendar or {}).items(), key=lambda item: item[1])
        )
        told = "; ".join(f"{tier.name}: {tier.value} (bound {tier.bound})" for tier in self.tiers)
        caption = f"{self.status.value} in {self.seconds:.1f} s. {escape(told)}"
        head = "<tr><th>meeting</th><th>dates</th></tr>"
        return f"<table><caption>{caption}</caption>{head}{rows}</table>"
