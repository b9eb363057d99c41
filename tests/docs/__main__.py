"""Write the pages of docs/reference/ that are made: ``python -m tests.docs``."""

from tests.docs.reference import PAGES, ROOT

for name, make in PAGES.items():
    (ROOT / name).write_text(make(), encoding="utf-8")
