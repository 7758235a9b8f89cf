"""`make demo`: the whole of it on a private virtual desktop, with pictures in build/demo.

An hour of 20 seconds, a hand that moves the pointer, the reminder, a click on Begin, a short set, the record.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.desktop.app import App, keep_moving
from tests.desktop.harness import VirtualDesktop, wait_until

PICTURES = Path("build/demo")
SETTINGS = """
[reminders]
interval = "20s"
[set]
length = "12s"
get_ready = "3s"
"""


def main() -> int:
    """Show it; 0 when reminder, set and record were all seen."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with VirtualDesktop() as desktop, App(desktop, SETTINGS) as app:
        _say("The app runs on a virtual desktop; its hour lasts 20 seconds. The pointer moves now and then.")
        x, _y = desktop.wait_tray_icon()
        desktop.screenshot(PICTURES / "1-tray.png", (x - 120, 0, x + 160, 40))
        took = keep_moving(desktop, 60, until=lambda: desktop.notifications.sent)
        reminder = desktop.notifications.wait_sent()
        desktop.wait_notification()
        desktop.screenshot(PICTURES / "2-notification.png")
        _say(f'After {took:.0f} s: "{reminder.summary}. {reminder.body}" {" / ".join(reminder.buttons)}')
        desktop.press_notification("Begin")
        window = desktop.wait_window(name="Soleus")
        wait_until(lambda: app.status()["state"] == "exercising", "the set")
        wait_until(lambda: _reps(app), "a rep in the record", 30, interval=1.0)
        desktop.screenshot(PICTURES / "3-window.png")
        _say(f"Begin was pressed; the window is {window.width} x {window.height} and paces the set.")
        wait_until(lambda: app.status()["today"]["sets"] == 1, "the set's end", 40)
        desktop.wait_still()
        desktop.screenshot(PICTURES / "4-summary.png")
        wait_until(lambda: app.rows("SELECT 1 FROM sets WHERE outcome = 'completed'"), "the record", 20)
        _print_record(app)
    _say(f"Pictures: {', '.join(str(path) for path in sorted(PICTURES.glob('*.png')))}")
    return 0


def _reps(app: App) -> bool:
    return any(row["reps"] for row in app.history())


def _print_record(app: App) -> None:
    _say("The record, read from SQLite:")
    columns = "started_at, planned_seconds, active_seconds, reps, pace, outcome, source"
    for table, fields in (("sets", columns), ("reminders", "due_at, sitting_seconds, notified, outcome")):
        for row in app.rows(f"SELECT {fields} FROM {table}"):
            _say(f"  {table}: " + ", ".join(f"{k}={v}" for k, v in zip(fields.split(", "), row, strict=True)))


def _say(sentence: str) -> None:
    print(sentence, flush=True)


if __name__ == "__main__":
    sys.exit(main())
