"""Let `python -m audit` do what the command `audit` does."""

import sys

from audit.cli import main

sys.exit(main())
