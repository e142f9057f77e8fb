"""What reports: says once what it holds, and is read as text, Markdown and HTML."""

from __future__ import annotations

from abc import ABC, abstractmethod
from textwrap import shorten

from scheduler.document.document import Document, Paragraph, said
from scheduler.document.html import html_of, page_of
from scheduler.document.markdown import markdown_of
from scheduler.document.text import WIDTH, text_of


class Report(ABC):
    """A value that prints as text and displays itself in a notebook; name it before `Frozen`."""

    @abstractmethod
    def document(self) -> Document:
        """What there is to report."""

    def text(self, width: int = WIDTH) -> str:
        """The report as an aligned block.

        Parameters
        ----------
        width
            Characters in a line, from 40: no line is longer.
        """
        return text_of(self.document(), width)

    def markdown(self) -> str:
        """The report as Markdown."""
        return markdown_of(self.document())

    def html(self) -> str:
        """The report as a page of HTML that needs nothing but itself."""
        return page_of(self.document())

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        """What is reported, in one line."""
        document = self.document()
        first = next((one.text for one in document.blocks if isinstance(one, Paragraph)), "")
        line = shorten(said(first or document.title), 100, placeholder=" …")
        return f"<{type(self).__name__}: {line.rstrip(':')}>"

    def _repr_html_(self) -> str:
        return html_of(self.document())
