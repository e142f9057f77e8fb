"""A document as a Word file that an officer edits further: named styles, head and foot, language.

What stands in it is built as text of the format and parsed once: hundreds of tables would take
minutes cell by cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from scenarios.documents.writing.cover import Cover
from scenarios.documents.writing.direction import is_right_to_left
from scenarios.reading.office import need_office
from scheduler.document.document import (
    Block,
    Bullets,
    Cell,
    GroupRow,
    Mark,
    Marked,
    Paragraph,
    Section,
    Table,
    pieces,
    said,
)

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LOCALES = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES"}
INK, PALE = "1F3A5F", "E3EBF3"
"""The colour of headings, and that behind the heads of tables."""
_TWIPS = 56.7
"""Twentieths of a point in a millimetre."""
SHORT = 1_000
"""Letters of a list up to which no page divides it."""
PAGE_WIDTH = 174
"""Millimetres of an A4 page between its margins."""
_THUMBNAIL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"


_MARKS = {Mark.STRONG: "Strong", Mark.QUIET: "Quiet"}
"""Character styles of pieces of text, by their identifiers."""


def word_of(cover: Cover, blocks: Sequence[Block]) -> bytes:
    """A document as a Word file; the same bytes whenever it is written.

    Sections become headings, the outer ones of the first level; grids of days are left out.

    Raises
    ------
    BadInput
        Where the package that writes such files is not installed.
    """
    need_office("docx", "Word files")
    from docx import Document
    from docx.oxml.parser import parse_xml

    document = Document()
    _set_up(document, cover)
    inside = "".join([*_cover(cover), *_blocks(blocks, 1, cover.name)])
    body = document.element.body
    for element in list(parse_xml(f"<w:body xmlns:w='{_W}'>{inside}</w:body>")):
        body.insert(len(body) - 1, element)
    return _saved(document, cover)


def _blocks(blocks: Sequence[Block], level: int, under: str) -> Iterator[str]:
    for number, block in enumerate(blocks, 1):
        match block:
            case Paragraph(text):
                yield _paragraph(text, keep=isinstance(next(iter(blocks[number:]), None), Bullets))
            case Bullets():
                yield from _list(block)
            case Table():
                yield _table(block, under)
            case Section(heading, inside, apart):
                yield _paragraph(heading, f"Heading{level}", apart=apart)
                yield from _blocks(inside, min(level + 1, 9), said(heading))


def _list(bullets: Bullets) -> Iterator[str]:
    """A list; a short one is kept on one page."""
    lines = [
        (line, style)
        for text, inner in bullets.each()
        for line, style in ((text, "ListBullet"), *((one, "ListBullet2") for one in inner))
    ]
    short = sum(len(said(text)) for text, _ in lines) < SHORT
    for number, (text, style) in enumerate(lines, 1):
        yield _paragraph(text, style, keep=short and number < len(lines))


def _paragraph(text: Cell, style: str = "", *, apart: bool = False, keep: bool = False) -> str:
    """A paragraph in a style by its identifier, such as ``Heading1``.

    Parameters
    ----------
    apart, keep
        Whether it begins a page, and whether it stays with what comes next.
    """
    runs, left = list(pieces(text)), is_right_to_left(said(text))
    shape = f"<w:pStyle w:val='{style}'/>" if style else ""
    shape += "<w:keepNext/>" if keep else ""
    shape += "<w:pageBreakBefore/>" if apart else ""
    shape += "<w:bidi/>" if left else ""
    return f"<w:p><w:pPr>{shape}</w:pPr>{''.join(_run(run, left=left) for run in runs)}</w:p>"


def _run(run: Marked, *, left: bool) -> str:
    shape = f"<w:rStyle w:val='{_MARKS[run.mark]}'/>" if run.mark in _MARKS else ""
    shape += "<w:rtl/>" if left and is_right_to_left(run.text) else ""
    text = "</w:t><w:br/><w:t xml:space='preserve'>".join(escape(run.text).split("\n"))
    return f"<w:r><w:rPr>{shape}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def _table(table: Table, under: str) -> str:
    """A table whose head is repeated on each page, named after the heading above it."""
    heads = table.heads()
    whole = sum(head.share or 1 for head in heads)
    columns = [round(PAGE_WIDTH * _TWIPS * (head.share or 1) / whole) for head in heads]
    grid = "".join(f"<w:gridCol w:w='{width}'/>" for width in columns)
    head = _row([_paragraph(one.heading, "TableHead") for one in heads], columns, "head")
    rows = [
        _row([_paragraph(row.cells[0], _BANDS[row.level])], columns, f"band{row.level}")
        if isinstance(row, GroupRow)
        else _row([_paragraph(cell, "TableText") for cell in row], columns, "")
        for row in table.rows
    ]
    return (
        "<w:tbl><w:tblPr><w:tblStyle w:val='DocumentTable'/>"
        f"<w:tblW w:w='{sum(columns)}' w:type='dxa'/><w:tblLayout w:type='fixed'/>"
        "<w:tblLook w:val='0020' w:firstRow='1' w:lastRow='0' w:firstColumn='0' w:lastColumn='0'"
        f" w:noHBand='1' w:noVBand='1'/><w:tblCaption w:val={quoteattr(under)}/></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{''.join(rows)}</w:tbl>{_paragraph('', 'AfterTable')}"
    )


_BANDS = {1: "TableBand", 2: "TableBand2"}
_FILLS = {"head": PALE, "band1": "EFF3F7"}


def _row(cells: Sequence[str], columns: Sequence[int], kind: str) -> str:
    """A row that no page divides: a ``head`` that each page repeats, a band, or cells."""
    shape = "<w:cantSplit/><w:tblHeader/>" if kind == "head" else "<w:cantSplit/>"
    band = kind.startswith("band")
    cell = f"<w:gridSpan w:val='{len(columns)}'/>" if band else ""
    if kind in _FILLS:
        cell += f"<w:shd w:val='clear' w:color='auto' w:fill='{_FILLS[kind]}'/>"
    inside = "".join(
        f"<w:tc><w:tcPr><w:tcW w:w='{width}' w:type='dxa'/>{cell}</w:tcPr>{text}</w:tc>"
        for width, text in zip([sum(columns)] if band else columns, cells, strict=True)
    )
    return f"<w:tr><w:trPr>{shape}</w:trPr>{inside}</w:tr>"


def _cover(cover: Cover) -> Iterator[str]:
    if cover.title:
        yield _paragraph(cover.title, "Title")
    yield _paragraph(cover.kind, "Subtitle")
    for text in filter(None, (cover.place, cover.dates, cover.foot)):
        yield _paragraph(text, "Cover")
    for text in cover.note:
        yield _paragraph(text, "Note")


def _set_up(document: WordDocument, cover: Cover) -> None:
    """The page, the styles, head and foot, the language, and what a program says of the file."""
    from docx.oxml.parser import parse_xml

    locale = _LOCALES.get(cover.language, cover.language)
    about = document.core_properties
    about.title = cover.name if len(cover.name) <= _LONGEST else f"{cover.name[: _LONGEST - 1]}…"
    about.subject, about.language = cover.dates, locale
    about.author = about.comments = about.keywords = about.last_modified_by = ""
    about.created = about.modified = datetime.combine(cover.issued_on, time())
    about.revision = max(1, cover.number or 1)
    about.version = cover.revision
    for key, relation in list(document.part.package.rels.items()):
        if relation.reltype == _THUMBNAIL:
            del document.part.package.rels[key]
    _modern(document)
    _style(document, locale)
    section = document.sections[0]
    for side, size in _A4.items():
        setattr(section, side, round(size * _EMU))
    for block, runs in (
        (section.header, _text(cover.title)),
        (section.footer, _text(cover.foot) + _TAB + _page_numbers(cover.pages)),
    ):
        old = block.paragraphs[0]
        style = "Header" if block is section.header else "Footer"
        shape = f"<w:pPr><w:pStyle w:val='{style}'/></w:pPr>"
        old._p.getparent().replace(old._p, parse_xml(f"<w:p xmlns:w='{_W}'>{shape}{runs}</w:p>"))


_A4 = {
    "page_width": 210,
    "page_height": 297,
    "header_distance": 9,
    "footer_distance": 9,
    **dict.fromkeys(("left_margin", "right_margin"), (210 - PAGE_WIDTH) / 2),
    **dict.fromkeys(("top_margin", "bottom_margin"), 20),
}
"""In millimetres."""
_LONGEST = 255
"""Letters of a title that a program shows at its top."""
_EMU = 36_000
"""Units of the format in a millimetre."""
_TAB = "<w:r><w:tab/></w:r>"


def _text(text: str) -> str:
    return f"<w:r><w:t xml:space='preserve'>{escape(text)}</w:t></w:r>"


def _page_numbers(pages: str) -> str:
    """``Page 1 of 9``, with fields that a program fills in."""
    fields = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
    before, _, rest = pages.partition("{page}")
    between, _, after = rest.partition("{pages}")
    numbers = [
        f"<w:fldSimple w:instr=' {field} '><w:r><w:t>1</w:t></w:r></w:fldSimple>"
        for field in fields.values()
    ]
    return f"{_text(before)}{numbers[0]}{_text(between)}{numbers[1]}{_text(after)}"


def _modern(document: WordDocument) -> None:
    """Say that the file was not made by an old program, which would hold back what it can do."""
    for setting in document.settings.element.iter(f"{{{_W}}}compatSetting"):
        if setting.get(f"{{{_W}}}name") == "compatibilityMode":
            setting.set(f"{{{_W}}}val", "15")


class _Look(NamedTuple):
    """How a style looks: points, millimetres, and a colour as in ``1F3A5F``."""

    size: float
    bold: bool = False
    colour: str = ""
    before: float = 0
    after: float = 0
    indent: float = 0
    keep: bool = False
    based_on: str = "Normal"


_LOOKS = {
    "Normal": _Look(10, after=3),
    "Title": _Look(20, bold=True, colour=INK, after=4),
    "Subtitle": _Look(14, colour=INK, after=6),
    "Heading 1": _Look(15, bold=True, colour=INK, before=14, after=6, keep=True),
    "Heading 2": _Look(11, bold=True, colour=INK, before=12, after=2, keep=True),
    "Heading 3": _Look(10, bold=True, colour=INK, before=10, after=2, keep=True),
    "List Bullet": _Look(10, after=5),
    "Header": _Look(8, colour="595959"),
    "Footer": _Look(8, colour="595959"),
    "Cover": _Look(10.5, after=1),
    "Note": _Look(10, before=6, after=2),
    "Table Text": _Look(9.5, after=0),
    "Table Head": _Look(9.5, bold=True, keep=True, based_on="Table Text"),
    "Table Band": _Look(9.5, bold=True, colour=INK, keep=True, based_on="Table Text"),
    "Table Band 2": _Look(9.5, colour=INK, keep=True, based_on="Table Text"),
    "After Table": _Look(4, after=2),
}
"""Paragraph styles by name: those that every Word file has, and those of these documents."""

_CHARACTERS = {"Quiet": _Look(8.5, colour="595959")}
"""Character styles by name; a size of 0 is that of the text around."""

_TABLE_STYLE = f"""
<w:style xmlns:w='{_W}' w:type='table' w:customStyle='1' w:styleId='DocumentTable'>
<w:name w:val='Document Table'/><w:basedOn w:val='TableGrid'/><w:uiPriority w:val='59'/><w:qFormat/>
<w:tblPr><w:tblBorders>
{
    "".join(
        f"<w:{side} w:val='single' w:sz='4' w:space='0' w:color='A6A6A6'/>"
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
}
</w:tblBorders><w:tblCellMar><w:top w:w='40' w:type='dxa'/><w:left w:w='85' w:type='dxa'/>
<w:bottom w:w='40' w:type='dxa'/><w:right w:w='85' w:type='dxa'/></w:tblCellMar></w:tblPr>
</w:style>
"""


def _style(document: WordDocument, locale: str) -> None:
    """Set the styles of the file, and the language of its text."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.parser import parse_xml

    styles = document.styles
    known = {style.name for style in styles}
    for kind, looks in ((WD_STYLE_TYPE.PARAGRAPH, _LOOKS), (WD_STYLE_TYPE.CHARACTER, _CHARACTERS)):
        for name, look in looks.items():
            there = name in known
            style: Any = styles[name] if there else styles.add_style(name, kind)
            _shape(style, look, paragraph=kind is WD_STYLE_TYPE.PARAGRAPH)
            if not there:
                style.quick_style = True
                if kind is WD_STYLE_TYPE.PARAGRAPH:
                    style.base_style = styles[look.based_on]
    styles.element.append(parse_xml(_TABLE_STYLE))
    from docx.enum.text import WD_TAB_ALIGNMENT

    stops = styles["Footer"].paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(round(PAGE_WIDTH * _EMU), WD_TAB_ALIGNMENT.RIGHT)
    for lang in styles.element.iter(f"{{{_W}}}lang"):
        lang.set(f"{{{_W}}}val", locale)
        lang.set(f"{{{_W}}}eastAsia", "zh-CN")
    for old in ("Title", "Subtitle"):
        for ornament in ("w:pPr/w:pBdr", "w:rPr/w:spacing"):
            for one in styles[old].element.xpath(ornament):
                one.getparent().remove(one)


def _shape(style: Any, look: _Look, *, paragraph: bool) -> None:
    from docx.shared import Mm, Pt, RGBColor

    if paragraph:
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "cs"):
            fonts.set(f"{{{_W}}}{script}", "Arial")
        fonts.set(f"{{{_W}}}eastAsia", "Microsoft YaHei")
        shape = style.paragraph_format
        shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
        shape.line_spacing = 1.0
        shape.keep_with_next = look.keep
        if look.indent:
            shape.left_indent = Mm(look.indent)
    style.font.bold = look.bold
    style.font.italic = False
    if look.size:
        style.font.size = Pt(look.size)
    if look.colour:
        style.font.color.rgb = RGBColor.from_string(look.colour)


def _saved(document: WordDocument, cover: Cover) -> bytes:
    """The file, byte for byte the same whenever it is written."""
    made, fixed = BytesIO(), BytesIO()
    document.save(made)
    day = cover.issued_on
    with ZipFile(made) as old, ZipFile(fixed, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = ZipInfo(name, (max(1980, day.year), day.month, day.day, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return fixed.getvalue()
