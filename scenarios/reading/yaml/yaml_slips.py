"""What a person most likely did where a file is not YAML, and slips that YAML itself lets pass.

What the parser says is about its own state; here stands the slip of the pen that led to it: a quote
that is never closed, quotation marks from a word processor, a missing space, a tab.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, StreamMark, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode
from ruamel.yaml.tokens import ScalarToken

from scheduler.week.clock import count

NOT_YAML = "this is not YAML: "
OPENING = "“„‟‘‚"
QUOTES = ("'", '"')
LONGEST = 400
"""Characters of a line that are looked at for a slip inside it."""

_COLON_AT_ONCE = re.compile(r"(?:^\s*(?:- +)?|[{,]\s*)([A-Za-z_][\w-]*):(?=[^\s:/,\]}#])")
_TAB_BEFORE = re.compile(r" *\t")
_LOOKS_LIKE_A_KEY = re.compile(r"\s*(?:- +)?[a-z_][\w-]*:(?:\s|$)")
_COLON_IN_TEXT = re.compile(r"^\s*(?:- +)?([\w-]+): +([^\"'\[{|>&*!#].*?: .*?)(?:\s+#.*)?$")
_REMARK_AT_ONCE = re.compile(r" (#\d\S*)")


class Slip(NamedTuple):
    """A slip of the pen: its line and column, from 0, and a sentence."""

    line: int
    column: int
    what: str


class _Broken(NamedTuple):
    """A text that is no YAML.

    Attributes
    ----------
    quoted
        Its texts in quotation marks, up to where it can no longer be read.
    line, column
        Where the parser stopped, from 0.
    problem, context
        What the parser says of that, and of what it was reading; empty where it says nothing.
    begun
        Where that begins, if the parser says so.
    """

    lines: list[str]
    quoted: list[ScalarToken]
    line: int
    column: int
    problem: str
    context: str
    begun: StreamMark | None

    @property
    def at_error(self) -> str:
        """The line where the parser stopped; empty behind the last one."""
        return self.lines[self.line] if self.line < len(self.lines) else ""


def slip_behind(text: str, error: MarkedYAMLError) -> Slip:
    """The slip that made a file unreadable; where none is known, what the parser says."""
    mark = error.problem_mark or error.context_mark
    line, column = (0, 0) if mark is None else (mark.line, mark.column)
    problem, context = error.problem or "", error.context or ""
    broken = _Broken(
        text.splitlines(), list(_quoted(text)), line, column, problem, context, error.context_mark
    )
    slips = (
        _tabs,
        _open_at_the_end,
        _swallowed,
        _curly,
        _colon_at_once,
        _ended_early,
        _colon_in_text,
        _bracket,
        _without_colon,
        _too_deep,
    )
    found = filter(None, (slip(broken) for slip in slips))
    return next(found, Slip(line, column, _said(problem or context or "it cannot be read")))


def _said(said: str) -> str:
    """What the parser says, in plain words where it speaks of its own state."""
    if "<block" in said:
        return (
            "this line does not line up with the ones before it; the keys of one level begin in "
            "the same column"
        )
    if "found character '\\t'" in said:
        return "there is a tab here; write spaces instead"
    hint = ""
    if "mapping values are not allowed" in said:
        hint = "; a text with a colon in it needs quotation marks, and spaces must line up"
    elif "found character" in said or "alias" in said:
        hint = "; a text that begins with a special character needs quotation marks"
    return f"{NOT_YAML}{said}{hint}"


def _near(broken: _Broken) -> Iterator[int]:
    """The line of an error, and the last one before it that says anything."""
    lines, line = broken.lines, broken.line
    if line < len(lines):
        yield line
    before = min(line, len(lines)) - 1
    while before >= 0 and not lines[before].split("#")[0].strip():
        before -= 1
    if before >= 0:
        yield before


def _tabs(broken: _Broken) -> Slip | None:
    if not any(_TAB_BEFORE.match(broken.lines[near]) for near in _near(broken)):
        return None
    first, *others = (n for n, line in enumerate(broken.lines) if _TAB_BEFORE.match(line))
    more = f"; {count(len(others), 'more line begins', 'more lines begin')} so" if others else ""
    what = f"this line is indented with a tab{more}. Indent with spaces, not with the tab key"
    return Slip(first, 0, what)


def _open_at_the_end(broken: _Broken) -> Slip | None:
    """A quote that is still open where the file ends."""
    begun = broken.begun
    if begun is None or "quoted scalar" not in broken.context:
        return None
    if "end of stream" not in broken.problem:
        return None
    what = _unclosed(broken.lines[begun.line], "it is still open where the file ends")
    return Slip(begun.line, begun.column, what)


def _unclosed(opening: str, why: str) -> str:
    curly = " (a curly one, ”, closes nothing)" if any(c in opening for c in "“”‘") else ""
    return f"the quotation mark that opens here is never closed; {why}. Close it on its line{curly}"


def _quoted(text: str) -> Iterator[ScalarToken]:
    """The texts in quotation marks of a file, up to where it can no longer be read."""
    with suppress(YAMLError, ValueError):
        for token in YAML(typ="rt", pure=True).scan(text):
            if isinstance(token, ScalarToken) and token.style in QUOTES:
                yield token


def _swallowed(broken: _Broken) -> Slip | None:
    """A quote that runs over lines with keys, closed by the one that opens the next text."""
    for token in broken.quoted:
        begin, end = token.start_mark, token.end_mark
        if end.line >= broken.line - 1 and swallows(broken.lines, begin.line, end.line):
            why = f"the next one, on line {end.line + 1}, closes it"
            return Slip(begin.line, begin.column, _unclosed(broken.lines[begin.line], why))
    return None


def swallows(lines: list[str], first: int, last: int) -> bool:
    """Whether a quoted text from one line to another runs over what looks like a key."""
    return any(_LOOKS_LIKE_A_KEY.match(lines[n]) for n in range(first + 1, last + 1))


def _curly(broken: _Broken) -> Slip | None:
    if all(_curly_at(broken.lines[near]) is None for near in _near(broken)):
        return None
    places = ((n, _curly_at(line)) for n, line in enumerate(broken.lines))
    (line, column), *others = ((n, column) for n, column in places if column is not None)
    more = f", as on {count(len(others), 'more line')}" if others else ""
    return Slip(line, column, f"{_curly_words(broken.lines[line][column])}{more}")


def _curly_words(mark: str) -> str:
    straight = "'" if mark in "‘‚’" else '"'
    return (
        f"{mark} is a quotation mark of a word processor, which quotes nothing here; "
        f"write {straight} before and after the text"
    )


def _curly_at(line: str) -> int | None:
    """Where a value begins with a curly quote."""
    found = re.search(rf"(?:: +|[\[{{,] *|- +|^\s*)([{OPENING}”])", line)
    return found.start(1) if found else None


def _colon_at_once(broken: _Broken) -> Slip | None:
    lines = broken.lines
    for near in _near(broken):
        found = _key_without_space(lines[near])
        if found:
            alike = [n for n, one in enumerate(lines) if n != near and _key_without_space(one)]
            more = f". It is missing on {count(len(alike), 'more line')} too" if alike else ""
            what = no_space(found[1], lines[near][found.end() :])
            return Slip(near, found.start(1), f"{what}{more}")
    return None


def _key_without_space(line: str) -> re.Match[str] | None:
    """A key at the beginning of a line, or of a mapping inside it, with its value at once."""
    found = _COLON_AT_ONCE.search(line)
    quoted = found is not None and any(
        line[: found.start(1)].count(mark) % 2 for mark in QUOTES if f" {mark}" in line
    )
    return None if quoted else found


def no_space(key: str, rest: str) -> str:
    """That a space is missing after the colon of a key."""
    bare = re.split(r"\s+#", rest)[0]
    value = (bare if bare[:1] in ("{", "[") else re.split(r"[,}\]]", bare)[0]).strip()[:40]
    return f"a space is missing after the colon; write '{key}: {value}'"


def _ended_early(broken: _Broken) -> Slip | None:
    """A quoted text with the same quotation mark inside it."""
    lines, line, column = broken.lines, broken.line, broken.column
    ends = [t for t in broken.quoted if t.end_mark.line == line and t.end_mark.column <= column]
    before = ends[-1] if ends else None
    if before is None or before.start_mark.line != line:
        return None
    between = lines[line][before.end_mark.column : column].strip()
    if between.startswith((",", "]", "}", ":")) or not lines[line][column : column + 1].strip():
        return None
    other = '"' if before.style == "'" else "'"
    what = (
        f"the text in quotation marks ends here, and more follows it; where {before.style} stands "
        f"inside a text, put {other} around the text"
    )
    return Slip(line, before.end_mark.column - 1, what)


def _colon_in_text(broken: _Broken) -> Slip | None:
    found = _COLON_IN_TEXT.match(broken.at_error[:LONGEST])
    if found is None or '"' in found[2]:
        return None
    what = f'a text with a colon in it needs quotation marks; write {found[1]}: "{found[2]}"'
    return Slip(broken.line, found.start(2), what)


def _bracket(broken: _Broken) -> Slip | None:
    """A bracket that is not closed where the parser misses its end."""
    begun = broken.begun
    if begun is None or "flow" not in broken.context:
        return None
    opens, closes = ("[", "]") if "sequence" in broken.context else ("{", "}")
    if f"'{closes}'" not in broken.problem and "end of stream" not in broken.problem:
        return None
    same = broken.line == begun.line
    where = "the end of its line" if same else f"line {broken.line + 1}"
    what = f"{opens} opens here and is not closed with {closes} before {where}"
    return Slip(begun.line, begun.column, what)


def _without_colon(broken: _Broken) -> Slip | None:
    """A line that should hold a key, and holds no colon with a space after it."""
    begun = broken.begun
    if begun is None or "could not find expected ':'" not in broken.problem:
        return None
    what = "a key with a colon and a space after it is wanted here, as in 'title: Clearance'"
    return Slip(begun.line, begun.column, what)


def _too_deep(broken: _Broken) -> Slip | None:
    """A key that is indented below a line which has its value already."""
    if "mapping values are not allowed" not in broken.problem:
        return None
    before = broken.at_error[: broken.column]
    if not re.fullmatch(r"\s*(?:- +)?[\w-]+", before):
        return None
    what = (
        f"the key '{before.strip(' -')}' is indented too far, or the line before it lacks its "
        "colon; the keys of one level begin in the same column"
    )
    return Slip(broken.line, len(before) - len(before.lstrip(" -")), what)


def slips_in(node: Node, lines: list[str]) -> Iterator[str]:
    """What YAML lets pass in a text, and nobody means, each as a sentence."""
    if not isinstance(node, ScalarNode):
        return
    begin, end, value = node.start_mark, node.end_mark, str(node.value)
    if node.style in QUOTES:
        if end.line > begin.line and swallows(lines, begin.line, end.line):
            why = f"the text runs on to line {end.line + 1}, over what looks like a key"
            yield _unclosed(lines[begin.line], why)
    elif not node.style:
        if value[:1] and value[0] in OPENING + "”":
            yield _curly_words(value[0])
        elif value[-1:] == "”" and "“" not in value and "„" not in value:
            yield _curly_words("”")
        remark = _REMARK_AT_ONCE.match(lines[end.line][end.column :]) if value else None
        if remark and not value.isdecimal():
            yield (
                f"everything after ' #' is a remark, so that the text is only '{value[:40]}'; put "
                f"it in quotation marks with {remark[1]}, or write '# ' before a remark"
            )


def keys_without_space(node: MappingNode) -> Iterator[tuple[Node, str]]:
    """The keys such as ``seats:200`` that hold their own value, for lack of a space."""
    for key, value in node.value:
        if isinstance(key, ScalarNode) and not key.style and isinstance(value, ScalarNode):
            found = _COLON_AT_ONCE.match(str(key.value))
            if found and not value.value and not value.style:
                yield key, no_space(found[1], str(key.value)[found.end() :])


def lost_in_braces(node: MappingNode, lines: list[str]) -> Iterator[tuple[Node, str]]:
    """The keys in braces that have no colon: most often a comma ended the value before them."""
    before: tuple[Node, Node] | None = None
    cut: list[ScalarNode] = []
    for key, value in node.value if node.flow_style else []:
        alone = isinstance(key, ScalarNode) and _is_empty(value) and not _has_colon(key, lines)
        if alone and str(key.value).endswith(":") and not key.style:
            yield key, f"nothing stands after '{key.value}'; write its value, or take the key out"
        elif alone and (key.style or not _COLON_AT_ONCE.match(str(key.value))):
            cut.append(key)
            continue
        yield from _cut_off(before, cut)
        before, cut = (key, value), []
    yield from _cut_off(before, cut)


def _cut_off(before: tuple[Node, Node] | None, cut: list[ScalarNode]) -> Iterator[tuple[Node, str]]:
    """What to say of keys without a colon that follow each other, and of the value before them."""
    if not cut:
        return
    texts = [str(key.value) for key in cut]
    key, value = before or (None, None)
    if key is None or not isinstance(value, ScalarNode) or not value.value or value.style:
        what = f"'{texts[0][:40]}' has no colon and no value; write both, or take it out"
    else:
        kept = str(value.value)
        groups = all(re.fullmatch("[0-9]{3}", text) for text in texts)
        if groups and re.fullmatch("[+-]?[0-9]{1,3}", kept):
            advice = f"write {kept}{''.join(texts)}"
        else:
            whole = ", ".join((kept, *texts))
            advice = f'with a comma in it, it needs quotation marks: "{whole[:80]}"'
        what = (
            f"a comma ends the value of '{key.value}', so that it is only '{kept[:40]}'; {advice}"
        )
    yield cut[0], what


def left_empty_in_braces(node: MappingNode, lines: list[str]) -> Iterator[tuple[Node, str]]:
    """The keys in braces with nothing after their colon."""
    for key, value in node.value if node.flow_style else []:
        if isinstance(key, ScalarNode) and _is_empty(value) and _has_colon(key, lines):
            what = "has no value, and counts as left out; write its value, or null to leave it out"
            yield key, f"'{key.value}' {what}"


def _is_empty(node: Node) -> bool:
    return isinstance(node, ScalarNode) and not node.value and not node.style


def _has_colon(key: ScalarNode, lines: list[str]) -> bool:
    """Whether a colon follows a key."""
    end = key.end_mark
    rest = "".join([lines[end.line][end.column :], *lines[end.line + 1 : end.line + 2]])
    return rest.lstrip().startswith(":")
