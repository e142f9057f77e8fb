"""The row that names the columns of a table, in whatever words people name them.

A column goes by its own name, in capitals or not and with blanks or underscores, and before other
names. Where that does not stand there, it goes by a usual name, in English, French, Spanish or
German. Of the names in `USUAL`, those behind the stroke count only where no other does: ``day``
beside ``date`` is for people.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from scenarios.reading.names import plain
from scheduler.week.words import listed

UsualNames: TypeAlias = Mapping[str, str]
"""By column: its usual names, divided by commas, and behind a stroke those that come after them."""

SCHEDULE: UsualNames = MappingProxyType(
    {
        "session": "session key, key, id, session id, séance, sesión, sitzung"
        "| meeting, event, activity, item, réunion, évènement, activité, reunión, evento, "
        "actividad, veranstaltung, programmpunkt",
        "title": "session title, title of the session, meeting title, event title, titre, "
        "titre de la séance, titre de la réunion, intitulé, intitulé de la séance, "
        "intitulé de la réunion, título, título de la sesión, título de la reunión, titel, "
        "titel der sitzung| name, nom, nombre, bezeichnung, subject, objet, "
        "objet de la réunion, asunto, betreff",
        "date": "session date, meeting date, date of the session, datum, fecha"
        "| day, weekday, jour, journée, tag, wochentag, día",
        "start": "start time, starts, starts at, time of start, begin, begins, begin time, "
        "beginning, début, heure de début, commence, inicio, hora de inicio, comienzo, comienza, "
        "beginn, anfang, startzeit, anfangszeit| from, from time, de, desde, von",
        "end": "end time, ends, ends at, time of end, finish, finishes, finish time, fin, "
        "heure de fin, se termine, hora de fin, hora de término, término, termina, ende, schluss, "
        "endzeit| to, to time, until, till, à, jusqu'à, hasta, a, bis",
        "time": "times, hours, heure, heures, horaire, horaires, hora, horas, horario, zeit, "
        "uhrzeit, von bis",
        "minutes": "min, duration (minutes), duration in minutes, durée (minutes), "
        "durée en minutes, minutos, duración (minutos), minuten, dauer (minuten)",
        "room": "room key, meeting room, conference room, salle, salle de réunion, sala, "
        "sala de reunión, raum, saal, sitzungsraum, zimmer"
        "| venue, location, place, room name, lieu, lugar, ort",
        "part": "partie, parte, teil",
        "speakers": "orateurs, orateurs et oratrices, intervenants, oradores, redner, rednerinnen",
        "leaders": "led by, chair, chairs, co-chairs, presiding, présidence, presidencia, vorsitz",
        "body": "organe, órgano, organ",
        "agenda": "agenda items, items, ordre du jour, orden del día, tagesordnung",
        "languages": "langues, idiomas, sprachen",
        "note": "notes, remark, remarks, comment, comments, remarque, remarques, observations, "
        "commentaires, nota, notas, observaciones, comentarios, bemerkung, bemerkungen",
    }
)

DELEGATIONS: UsualNames = MappingProxyType(
    {
        "iso3": "iso-alpha3 code, iso-alpha3, iso alpha-3, iso alpha-3 code, iso 3166-1 alpha-3, "
        "iso 3166-1 alpha-3 code, iso 3166 alpha-3, iso 3166-1 alpha-3 country code, alpha-3, "
        "alpha-3 code, alpha3, iso code, iso3 code, country code, state code, code iso, "
        "code iso3, code iso alpha-3, code iso-alpha3, code pays, código iso, código iso3, "
        "código iso alfa-3, código iso-alfa3, iso-code, iso-alpha3-code, ländercode| code, iso",
        "name": "country or area, country name, state name, name of the state, delegation name, "
        "nom, nom de l'état, nombre, nombre del estado, pays ou zone, país o área, "
        "land oder gebiet| state, country, delegation, état, pays, estado, país, staat, land",
        "un_group": "regional group, un regional group, groupe régional, grupo regional, "
        "regionalgruppe",
        "delegates": "number of delegates, délégués, nombre de délégués, delegados, "
        "número de delegados, delegierte, anzahl delegierte",
        "present": "présent, présence, presente, anwesend",
        "absent": "absence, ausente, abwesend",
    }
)

LEADERS: UsualNames = MappingProxyType(
    {
        "body": "committee, organe, comité, órgano, organ",
        "role": "post, function, rôle, fonction, poste, función, cargo, funktion, rolle",
        "state": "country, country code, iso3, iso-alpha3 code, état, pays, estado, país, "
        "staat, land| code",
    }
)

CALENDAR: UsualNames = MappingProxyType(
    {
        "meeting": "key, id, réunion, reunión, tagung",
        "from": "first day, start, start date, begin, begins, du, début, date de début, desde, "
        "inicio, fecha de inicio, von, beginn",
        "to": "last day, end, end date, ends, until, au, fin, date de fin, hasta, "
        "fecha de fin, bis, ende",
    }
)

NOTES: UsualNames = MappingProxyType(
    {
        "session": SCHEDULE["session"].replace(", item,", ","),
        "title": SCHEDULE["title"].partition("|")[0] + "| name, nom, nombre, bezeichnung",
        "item": "agenda item, item of the agenda, topic, point, point de l'ordre du jour, punto, "
        "punto del orden del día, tema, tagesordnungspunkt, top, punkt"
        "| subject, sujet, objet, asunto, thema",
        "used": "minutes used, used minutes, minutes really used, minutes taken, actual minutes, "
        "time used, time taken, used (minutes), used (min), minutes utilisées, minutes employées, "
        "minutes réelles, temps utilisé, durée réelle, minutos utilizados, minutos usados, "
        "minutos reales, tiempo utilizado, duración real, genutzte minuten, gebrauchte minuten, "
        "tatsächliche minuten, tatsächliche dauer, genutzte zeit"
        "| minutes, min, duration, actual, time, durée, minutos, duración, minuten, dauer",
        "participants": "number of participants, attendance, attended, nombre de participants, "
        "participation, participantes, número de participantes, asistentes, asistencia, "
        "teilnehmer, teilnehmende, anzahl teilnehmer, teilnehmerzahl",
        "useful": "found useful, was it useful, was useful, utile, jugé utile, útil, nützlich",
        "reported": "reported back, reported to plenary, reported to the plenary, "
        "rapport en plénière, rapport à la plénière, compte rendu en plénière, rapporté, "
        "informe al plenario, informado al plenario, informado, im plenum berichtet, "
        "bericht im plenum, berichtet",
        "note": SCHEDULE["note"],
    }
)


def heading(cell: str) -> str:
    """The name of a column as it stands in the row that names them."""
    return " ".join(cell.split()).lower()


@lru_cache(maxsize=10_000)
def _bare(name: str) -> str:
    """A name without accents, capitals and signs: ``ISO-alpha3 Code`` and ``iso alpha3 code``."""
    return " ".join(re.split(r"[\W_]+", plain(name))).strip()


@lru_cache(maxsize=1_000)
def _usual(names: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(map(_bare, tier.split(","))) for tier in names.split("|"))


class Heads(NamedTuple):
    """What the columns of a table are called.

    Attributes
    ----------
    needed
        Columns that the table cannot do without.
    known
        Further columns that are read; None where every column is.
    usual
        Other names of any of these.
    instead
        By a needed column: another that says the same in its place.
    """

    needed: tuple[str, ...]
    known: tuple[str, ...] | None = None
    usual: UsualNames = MappingProxyType({})
    instead: Mapping[str, str] = MappingProxyType({})

    def read(self, cells: Iterable[str]) -> NamedColumns:
        """The names of columns in a row that may name them."""
        found = list(map(heading, cells))
        bare, doubts = list(map(_bare, found)), list[str]()
        columns = dict.fromkeys((*self.needed, *(self.known or ()), *self.usual))
        own = {place: column for column in columns for place in _places(bare, {_bare(column)})}
        for place, column in own.items():
            found[place] = column
        for column in columns:
            if column in own.values():
                continue
            for tier in _usual(self.usual.get(column, "")):
                places = [place for place in _places(bare, tier) if place not in own]
                if len(places) > 1:
                    both = listed((f"'{found[place]}'" for place in places), "or")
                    doubts.append(f"which is the column {column}: {both}? Rename all others")
                if places:
                    own[places[0]] = found[places[0]] = column
                    break
        return NamedColumns(tuple(found), tuple(doubts))

    def named(self, cells: Iterable[str]) -> int:
        """How many of the columns that are needed a row names."""
        return len(self.needed) - len(self.missing(self.read(cells).columns))

    def missing(self, columns: Sequence[str]) -> list[str]:
        """The columns that are needed, and that are not among some."""
        return [
            column
            for column in self.needed
            if column not in columns and self.instead.get(column) not in columns
        ]


class NamedColumns(NamedTuple):
    """The columns of a table, and what is not clear about them."""

    columns: tuple[str, ...]
    doubts: tuple[str, ...]


def _places(names: Sequence[str], wanted: Iterable[str]) -> list[int]:
    wanted = {*wanted} - {""}
    return [place for place, name in enumerate(names) if name in wanted]
