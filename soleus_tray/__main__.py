"""`python -m soleus_tray`: how the app starts its own children."""

from __future__ import annotations

import sys

from soleus_tray.cli import main

if __name__ == "__main__":
    sys.exit(main())
