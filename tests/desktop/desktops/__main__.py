"""Try the icon, the app, calls and quiet on real desktops and write down what each can do.

    python -m tests.desktop.desktops [NAME...]

Without names all are tried, and idle times on compositors alone besides. Ends 1 if anything failed that
should work.
"""

from __future__ import annotations

import sys
import time
from subprocess import SubprocessError

from tests.desktop.desktops import DESKTOPS
from tests.desktop.desktops.app_trial import AppTrial
from tests.desktop.desktops.idle import try_all
from tests.desktop.desktops.quiet import try_quiet
from tests.desktop.desktops.report import Row, keep_idle, load_rows, write_report
from tests.desktop.desktops.trial import ROOT, Results, Trial

PICTURES = ROOT / "build" / "desktops"


def main(names: list[str]) -> int:
    """Try the named desktops one after the other."""
    unknown = [name for name in names if name not in DESKTOPS]
    if unknown:
        print(
            f"There is no desktop called {', '.join(unknown)}; there are {', '.join(DESKTOPS)}.",
            file=sys.stderr,
        )
        return 2
    PICTURES.mkdir(parents=True, exist_ok=True)
    tried = {name: _try(name) for name in names or list(DESKTOPS)}
    idle_is_right = names or _try_idle()
    # Read late, so that two runs side by side keep each other's rows.
    write_report(ROOT / "docs", PICTURES, load_rows(PICTURES) | tried)
    return int(not (idle_is_right and all(row.passed for row in tried.values())))


def _try_idle() -> bool:
    print("== Idle time on compositors alone", flush=True)
    lines, right = try_all([])
    keep_idle(PICTURES, lines)
    return right


def _try(name: str) -> Row:
    kind = DESKTOPS[name]
    began = time.monotonic()
    print(f"== {kind.title}", flush=True)
    results, version, ready = Results(), "unknown", 0.0
    try:
        with kind() as desktop:
            ready = time.monotonic() - began
            version = desktop.version()
            trial = Trial(desktop, PICTURES)
            results = trial.run()
            if "quit" in results.found:
                AppTrial(desktop, trial.spot, PICTURES).run(results)
    except (RuntimeError, TimeoutError, OSError, SubprocessError) as error:
        results.failed["start"] = f"{error} {' '.join(getattr(error, '__notes__', []))}"
    quiet = try_quiet(name)
    results.found.update(quiet.found)
    results.failed.update(quiet.failed)
    for step, found in results.found.items():
        print(f"   {step}: {found}")
    for step, why in results.failed.items():
        print(f"   {step}: FAILED: {why}")
    print(f"   ready after {ready:.1f} s, all in {time.monotonic() - began:.0f} s", flush=True)
    return Row(name, kind.title, version, dict(results.found), dict(results.failed), list(kind.limits))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
