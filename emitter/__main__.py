"""``python -m emitter`` is ``emit``."""

import sys

from .cli import main

sys.exit(main())
