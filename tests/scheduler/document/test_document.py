"""A document as text, Markdown and HTML: nothing is lost, nothing taken for markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.document.document import (
    Bullets,
    Cell,
    Column,
    Day,
    Days,
    Document,
    Entry,
    Event,
    GroupRow,
    Mark,
    Marked,
    Paragraph,
    Section,
    Table,
)
from scheduler.document.html import html_of, page_of
from scheduler.document.markdown import markdown_of
from scheduler.document.text import text_of

NASTY = "Cost of <b> | `x` *y* _z_ [a](b) #1 & ~~c~~ $d$ \\e"


class Words(HTMLParser):
    """The words of a page as a reader sees them, and its elements."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in ("br", "meta"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)


words = st.text("abcxyz<>|`*_&#[]\\~$-+1.", min_size=1, max_size=9)
texts = st.lists(words, min_size=1, max_size=12).map(" ".join)
marked = st.builds(Marked, texts, st.sampled_from(Mark))
rich = st.one_of(texts, marked, st.tuples(texts, marked))
cells = st.one_of(rich, st.integers(-999, 999), st.none())


@st.composite
def tables(draw: st.DrawFn) -> Table:
    size = draw(st.integers(1, 7))
    columns = st.builds(Column, texts, st.sampled_from(("", "minutes")))
    plain = st.tuples(*[cells] * size)
    group = st.builds(
        GroupRow, st.integers(1, size).flatmap(lambda n: st.tuples(*[cells] * n)), st.integers(1, 2)
    )
    rows = draw(st.lists(st.one_of(plain, group), max_size=4))
    return Table(draw(st.tuples(*[columns] * size)), rows)


events = st.builds(Event, st.integers(500, 600), st.integers(601, 900), texts, texts, st.just(0))
days = st.builds(Day, texts, st.lists(events, max_size=2).map(tuple), st.just(()))
weeks = st.builds(Days, st.lists(days, max_size=2), st.just(("kind",)), st.lists(texts, max_size=2))
bullets = st.builds(
    Bullets,
    st.lists(st.one_of(rich, st.builds(Entry, rich, st.lists(rich, max_size=2))), max_size=3),
)
flat = st.one_of(st.builds(Paragraph, rich), bullets, tables(), weeks)
blocks = st.one_of(flat, st.builds(Section, rich, st.lists(flat, max_size=2)))
documents = st.builds(Document, rich, st.lists(blocks, max_size=3))


def spoken(value: object) -> set[str]:
    """Every word that a document holds, wherever it stands."""
    if isinstance(value, Marked):
        return set(value.text.split())
    if isinstance(value, Mark):
        return set()
    if isinstance(value, str):
        return set(value.split())
    if isinstance(value, Event):
        return spoken((value.title, value.place))
    if isinstance(value, list | tuple):
        return set().union(*map(spoken, value))
    if isinstance(value, Days):
        return spoken(value.days) | spoken(value.left_out)
    inside = getattr(value, "__dict__", None)
    return spoken(list(inside.values())) if inside else set()


def bare(text: str) -> str:
    """A text without spaces, for words may be folded anywhere."""
    return re.sub(r"\s", "", text)


@pytest.mark.slow
@given(documents, st.integers(40, 120))
def test_no_line_of_text_is_longer_than_asked_for(document: Document, width: int) -> None:
    assert all(len(line) <= width for line in text_of(document, width).splitlines())


@pytest.mark.slow
@given(documents)
def test_every_word_is_in_every_form(document: Document) -> None:
    read = bare("".join(Words(html_of(document)).words))
    unescaped = re.sub(r"\\([\\`*_{}\[\]<>#|~$&+\-=\d])", r"\1", markdown_of(document))
    text = text_of(document, 1000)
    for word in spoken(document):
        assert word in read
        assert word in text
        assert word in bare(unescaped)


@pytest.mark.slow
@given(documents)
def test_no_title_reaches_html_as_markup(document: Document) -> None:
    known = "div style h1 h2 h3 p ul li b i code span section table thead tbody tr th td small br"
    assert set(Words(html_of(document)).tags) <= set(known.split())


@pytest.mark.slow
@given(documents)
def test_no_title_reaches_markdown_as_markup(document: Document) -> None:
    for line in markdown_of(document).splitlines():
        spared = re.sub(r"`[^`]*`|<br>", "", re.sub(r"\\.", "", line))
        assert not re.search(r"[`<>\[\]~$&]", spared), line
        assert not re.match(r"\s*\d+[.)]|[+=]", line)


@pytest.mark.slow
@given(tables())
def test_every_row_of_a_markdown_table_has_as_many_cells(table: Table) -> None:
    lines = markdown_of(Document("", (table,))).splitlines()
    bars = {len(re.findall(r"(?<!\\)\|", line.replace("\\\\", ""))) for line in lines}
    assert bars == {len(table.columns) + 1}


def test_markdown_escapes_whatever_could_be_markup() -> None:
    def escaped(text: str) -> str:
        return markdown_of(Document("", (Paragraph(text),))).strip("\n")

    shown = escaped(NASTY)
    assert re.sub(r"\\(.)", r"\1", shown) == NASTY
    assert not re.search(r"(?<!\\)[`<|*_#~$&]", shown)
    assert escaped("1. one") == "\\1. one"
    assert escaped("- one") == "\\- one"


GROUPED = Document(
    "Side by side",
    (
        Paragraph("Two timetables."),
        Bullets(("one", Entry("two", ("inside",)))),
        Section(
            "Rule by rule",
            (
                Table(
                    ("rule", Column("held", "minutes"), Column("solved", right=True)),
                    (
                        GroupRow(("tier 1", 30, "12")),
                        GroupRow(("continuity",), level=2),
                        (("Sessions get their time ", Marked("give_time", Mark.KEY)), 30, "12"),
                    ),
                ),
            ),
        ),
    ),
)


def test_the_text_is_aligned() -> None:
    assert text_of(GROUPED) == (
        "Side by side\n"
        "Two timetables.\n"
        "- one\n"
        "- two\n"
        "  - inside\n"
        "\n"
        "Rule by rule\n"
        "  rule                                   held (minutes)  solved\n"
        "  ─────────────────────────────────────  ──────────────  ──────\n"
        "  tier 1                                             30      12\n"
        "   continuity\n"
        "    Sessions get their time (give_time)              30      12"
    )


def test_the_markdown_says_the_same() -> None:
    assert markdown_of(GROUPED) == (
        "# Side by side\n\nTwo timetables.\n\n- one\n- two\n  - inside\n\n## Rule by rule\n\n"
        "| rule | held (minutes) | solved |\n|---|---:|---:|\n"
        "| **tier 1** | **30** | **12** |\n| *continuity* |  |  |\n"
        "| Sessions get their time `give_time` | 30 | 12 |\n"
    )


def test_a_page_fits_a_phone_and_prints_its_table_heads_on_every_page() -> None:
    page = page_of(GROUPED)
    assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in page
    assert "thead {display: table-header-group}" in page
    assert "break-after: avoid" in page
    assert "<thead><tr><th scope='col'>rule</th>" in page
    assert "<th scope='rowgroup' colspan='1'>tier 1</th>" in page
    assert "<code>give_time</code>" in page


def test_a_piece_styles_nothing_else_on_its_page() -> None:
    style = html_of(GROUPED).split("<style>")[1].split("</style>")[0]
    selectors = re.findall(r"(?:^|[}{])\s*([^{}@]+?)\s*\{", re.sub(r"@[^{]*\{", "", style))
    assert selectors
    assert all(part.strip().startswith(".report") for s in selectors for part in s.split(","))


@pytest.mark.parametrize(("cells", "right"), [((1, None), True), ((1, "x"), False), ((), False)])
def test_a_column_of_numbers_stands_to_the_right(cells: tuple[Cell, ...], right: bool) -> None:
    table = Table(("figure",), [(cell,) for cell in cells])
    assert table.heads()[0].right is right


def test_too_many_columns_are_told_in_blocks() -> None:
    names = [f"timetable {number}" for number in range(12)]
    table = Table(("rule", *names), [("a rule of the week", *range(12))])
    text = text_of(Document("", (table,)), 60)
    assert text.count("a rule of the week") > 1
    assert all(str(number) in text for number in range(12))


def test_the_first_column_stands_in_every_block_also_where_it_holds_figures() -> None:
    words = "one two three four five six"
    rows = [(10, "1", words, words, words), GroupRow(("all", 5))]
    lines = text_of(Document("", (Table(tuple("abcde"), rows),)), 40).splitlines()
    assert [line.split()[0] for line in lines if line[:5].strip() in ("a", "all")] == [
        "a",
        "all",
    ] * 2
    assert max(map(len, lines)) <= 40


def test_labels_that_take_half_the_width_are_not_repeated_in_every_block() -> None:
    keys = [f"a-session-of-instrument-{number}" for number in (1, 2)]
    figures = [Column(f"figure {number}", right=True) for number in range(9)]
    table = Table(("subject", "one", "other", *figures), [("clearance", *keys, *range(9))])
    text = text_of(Document("", (table,)), 80)
    assert (text.count("clearance"), text.count(keys[0]), text.count(keys[1])) == (2, 1, 1)


def test_a_table_that_fits_with_folded_labels_is_one_block() -> None:
    names = "a meeting of the States Parties with a long name"
    cells = (names, "Phnom Penh", "28 November to 2 December 2011", "31 October to 4 November 2011")
    table = Table(("meeting", "city", "held", "best", "moved by"), [(*cells, "28 days earlier")])
    assert text_of(Document("", (table,)), 80).count("meeting ") == 2, "a head and a label"


def test_a_numbered_heading_hangs_from_its_number() -> None:
    section = Section("12. a part of a session has moved to another day", (Paragraph("why"),))
    lines = text_of(Document("", (section,)), 40).splitlines()
    assert lines == ["12. a part of a session has moved to", "    another day", "  why"]


def test_what_is_not_held_stays_one_line_of_markdown() -> None:
    shown = markdown_of(Document("", (Days((Day("Monday"),), left_out=("one\n# two", "three")),)))
    assert "\nNot held: one \\# two; three\n" in shown


def test_no_line_ends_inside_an_amount() -> None:
    amounts = ("1 h 30", "45 minutes", "3 days", "5 %")
    words = "It asks for 1 h 30 and is given 45 minutes on each of the 3 days, or 5 % of it. "
    for width in range(40, 90):
        text = text_of(Document("", (Paragraph(words * 3),)), width)
        assert [text.count(amount) for amount in amounts] == [3] * 4, text


def test_a_label_over_a_narrow_column_keeps_its_words_whole() -> None:
    table = Table(("1",), [("1",), GroupRow(("1 11",), 2)])
    assert text_of(Document("", (table,))).splitlines()[-1].strip() == "11"
