"""Pages of the documentation as scripts."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```(\w+)(?: title=\"([^\"]+)\")?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def script(page):
    """The page as a script of bash; a file that it shows is written as it stands."""
    for kind, title, text in BLOCK.findall(page):
        if title:
            assert "EOF-OF-PAGE" not in text
            yield f"mkdir -p \"$(dirname '{title}')\"\ncat > '{title}' <<'EOF-OF-PAGE'\n{text}EOF-OF-PAGE\n"
        elif kind == "sh":
            yield text
