"""Write the generated pages anew, and what rules say in the tiny weeks."""

from tests.docs.pages import DOCS, PAGES
from tests.laws.sentences import SENTENCES, written

for name, page in PAGES.items():
    (DOCS / name).write_text(page(), encoding="utf-8", newline="\n")
SENTENCES.write_text(written(), encoding="utf-8", newline="\n")
