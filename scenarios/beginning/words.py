"""What the words of a timetable mean, in English, French, Spanish and German: one table of all.

Words stand as `plain` leaves them, in small letters and without accents, so that they are found
however they are written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from types import MappingProxyType

from scenarios.reading.names import plain

_BREAKS = """
    break breaks coffee tea refreshments lunch luncheon midday registration free
    pause pauses cafe dejeuner midi inscription inscriptions enregistrement libre
    almuerzo comida descanso pausa receso inscripcion registro mediodia
    mittagspause kaffeepause teepause mittagessen mittag kaffee pausen anmeldung registrierung
"""
_BESIDE = """
    a and of for or the time opens participants delegates delegations morning afternoon evening
    de du des d la le les l et ou a au pour temps the matin matinee apres soir
    el los las del y o para tiempo hora te manana tarde noche
    der die das und fur zeit
"""
"""Words that stand beside those in such a title, and change nothing."""

FORMATS = MappingProxyType(
    {
        "reception": "reception|cocktail|dinner|banquet|concert|excursion|soiree"
        "|vin d'honneur|diner|visite?"
        "|recepcion|coctel|cena|visita"
        "|empfang|abendessen|ausflug",
        "small_group": "small groups?|break-?out(?: groups?)?"
        "|petits? groupes?|groupes? restreints?"
        "|grupos? reducidos?|grupos? pequenos?"
        "|kleingruppen?|kleine gruppen?",
        "side_event": "side[- ]events?|exhibition|evenements? paralleles?|evenements? en marge"
        "|manifestations? paralleles?|exposition"
        "|eventos? paralelos?|acto paralelo|exposicion"
        "|nebenveranstaltung|begleitveranstaltung|ausstellung",
        "coordination": "bureau|coordination|coordinating|briefing|regional group|consultations?"
        "|friends of|preparatory"
        "|groupes? regiona(?:l|ux)|seance d'information"
        "|mesa(?! redonda)|coordinacion|grupos? regional(?:es)?|consultas?|reunion informativa"
        "|koordinierung|koordination|regionalgruppen?|vorbesprechung",
        "workshop": "workshop|training|seminar|atelier|formation|seminaire|taller|seminario"
        "|capacitacion|schulung"
        "|drafting|contact group|working group|groupe de (?:travail|contact|redaction)"
        "|grupo de (?:trabajo|contacto|redaccion)|arbeitsgruppe|kontaktgruppe",
    }
)
"""By format: how a title speaks of it; what stands first counts."""

_PLENARY = (
    "general debate|plenary|debat general|pleniere|debate general|plenaria|pleno"
    "|generaldebatte|plenum|plenarsitzung"
)
_FIRST = "opening|ouverture|apertura|inauguracion|eroffnung"
_LAST = "closing|closure|cloture|clausura|abschluss"

INVENTED = MappingProxyType(
    {
        "Secretariat": {"en": "Secretariat", "fr": "Secrétariat", "es": "Secretaría"},
        "Plenary": {"en": "Plenary", "fr": "Plénière", "es": "Plenario"},
        "Bureau": {"en": "Bureau", "fr": "Bureau", "es": "Mesa"},
        "reception": {"en": "reception", "fr": "réception", "es": "recepción"},
    }
)
"""Bodies and formats that no timetable names, in the languages of a scenario."""

_HEADS = MappingProxyType(
    {
        "en": "day time times hours title room start starts end ends chair chairs session meeting "
        "event venue location place languages body leaders",
        "fr": "jour journee horaire horaires heure heures titre intitule objet salle lieu "
        "presidence organe seance reunion evenement activite debut fin langues orateurs "
        "intervenants",
        "es": "fecha dia hora horas horario titulo asunto sala lugar presidencia organo sesion "
        "actividad evento inicio comienzo termino idiomas oradores",
    }
)
"""By language: words in the heads of a timetable that no other of them has."""


def nobody_meets(title: str) -> bool:
    """Whether a title says that nobody meets: ``Lunch``, ``Pausa para el almuerzo``."""
    breaks = {*_BREAKS.split()}
    words = [word for word in re.split(r"[\W_\d]+", plain(title)) if word]
    return not breaks.isdisjoint(words) and breaks.union(_BESIDE.split()).issuperset(words)


def speaks_of(forms: str, title: str) -> bool:
    """Whether any of some forms, with strokes between them, stands in a title as words."""
    return re.search(rf"\b(?:{forms})\b", plain(title)) is not None


def format_guessed(title: str) -> str | None:
    """The format that a title speaks of; None where it speaks of none."""
    return next((word for word, forms in FORMATS.items() if speaks_of(forms, title)), None)


def is_called_plenary(title: str) -> bool:
    """Whether a title speaks of a plenary, of an opening or a closing."""
    return speaks_of(f"{_PLENARY}|{_FIRST}|{_LAST}", title)


def opens_or_closes(title: str) -> str:
    """What a title says of its place in the week: ``first``, ``last``, or nothing."""
    if speaks_of(_FIRST, title):
        return "first"
    return "last" if speaks_of(_LAST, title) else ""


def language_of_heads(heads: Iterable[str]) -> str:
    """The language in which the columns of a timetable are named: ``fr``; empty if that is open."""
    words = Counter(word for head in heads for word in {*re.split(r"[\W_]+", plain(head))})
    found = {code: sum(words[word] for word in known.split()) for code, known in _HEADS.items()}
    best = max(found, key=lambda code: found[code])
    clear = found[best] and all(found[code] < found[best] for code in found if code != best)
    return best if clear else ""
