"""Write the pages that are made: ``python -m tests.docs``."""

from tests.docs import documented
from tests.docs.reference import PAGES, ROOT

for name, make in PAGES.items():
    (ROOT / name).write_text(make(), encoding="utf-8")
documented.PAGE.write_text(documented.whole(), encoding="utf-8")
documented.README.write_text(
    documented.readme(documented.README.read_text(encoding="utf-8")), encoding="utf-8"
)
