"""`python -m tests.windows FOLDER`: try the wheel in dist/ in the Windows that packaging/wine.sh made there.

Ends 1 if anything failed that should work.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tests.desktop.harness import VirtualDesktop
from tests.windows.app import WindowsApp
from tests.windows.app_trial import AppTrial
from tests.windows.hand import Hand
from tests.windows.parts_trial import PartsTrial
from tests.windows.report import write_report
from tests.windows.steps import Steps
from tests.windows.wine import Wine

ROOT = Path(__file__).resolve().parents[2]
DIST = Path(os.environ.get("SOLEUS_TRAY_DIST", ROOT / "dist"))
PICTURES = ROOT / "build" / "test-windows"


def main(folder: Path) -> int:
    """Try everything, and write down what was found."""
    began = time.monotonic()
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir(parents=True)
    wheel = max(DIST.glob("*.whl"), key=lambda file: file.stat().st_mtime)
    version = subprocess.run(["wine", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    with VirtualDesktop() as desktop, Wine(desktop, folder.resolve(), wheel) as wine, Hand(wine) as hand:
        steps = Steps(desktop, PICTURES)
        about = {"wine": version, **hand("about")}
        print(
            f"{time.monotonic() - began:6.1f} s  {version} is up: {about['windows']}, {about['python']}",
            flush=True,
        )
        PartsTrial(hand, steps).run()
        AppTrial(WindowsApp(desktop, wine, hand), steps).run()
        _keep_logs(desktop, wine)
    write_report(ROOT / "docs", PICTURES, steps, about)
    said = (
        f"{len(steps.failed)} of {len(steps.found) + len(steps.failed)} failed"
        if steps.failed
        else "all passed"
    )
    print(f"{time.monotonic() - began:6.1f} s  {said}; pictures and logs in {PICTURES.relative_to(ROOT)}")
    return int(bool(steps.failed))


def _keep_logs(desktop: VirtualDesktop, wine: Wine) -> None:
    for log in (*desktop.logs.glob("*.log"), *(wine.app_home / "state").glob("*.log")):
        shutil.copy(log, PICTURES)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
