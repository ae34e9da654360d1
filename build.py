"""Build the dossiers in content/: hands over to the command line in dossier.cli."""

from __future__ import annotations

import sys

from dossier.cli import main

if __name__ == "__main__":
    sys.exit(main())
