"""What the first sheet of a workbook says to those who fill it in."""

from __future__ import annotations

PARAGRAPHS = (
    "This workbook is a scenario of meeting-week: a week of meetings with all that is known of it.",
    "Fill in the sheets, save the workbook, and give it to any command in place of a scenario "
    "file, as in: meeting-week solve my-week.xlsx --output schedule.csv",
    "Each row of a sheet is one thing. The key in its first column is what it is called "
    "elsewhere; a name will do as well. Point at a head to read what belongs below it; cells "
    "with a small arrow offer a list.",
    "Sheets and columns may stand in any order, and further ones for your own use are told of "
    "and not read. A column Remark is for you alone. Blank rows do no harm. Do not merge "
    "cells.",
    "Where a cell holds several things, put commas between them: monday, tuesday.",
    "A set of delegations is a list of codes or names, everyone, nobody, or a condition on the "
    "table of delegations, in any combination: where art5; parties of apmbc; and ICBL, EU; but "
    "not COL. Those who speak or lead may also be: leaders of mine-clearance; co-chairs of "
    "victim-assistance.",
    "Dates and times are real ones; 2027-06-14 and 10:00 typed as text are understood too. "
    "What can be read two ways, such as 06/07/2027, is refused with its cell.",
    "The last column of a sheet, Anything else, holds what has no column of its own, as in a "
    "scenario file (YAML). On the sheet Rules it holds the parameters of a rule, each on a "
    "line: floor: 60. The sheet More holds whole sections of this kind, such as variants and "
    "grid, or the file that this one extends.",
    "The sheet Lists explains what the drop-down lists offer; it is not read, and neither is "
    "this one.",
    "meeting-week workbook my-week.xlsx --output my-week.yaml makes a scenario file of this "
    "workbook, and the same command the other way round makes a workbook of a scenario file. "
    "What is written stands by itself: the scenario that it extends is part of it. Remarks "
    "are not carried over.",
)
