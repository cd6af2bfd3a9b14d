"""`python -m shopmoot`."""

from __future__ import annotations

import sys

from shopmoot.command import main

if __name__ == "__main__":
    sys.exit(main())
