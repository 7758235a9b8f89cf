"""`python -m tests.desktop.spoken_set [SECONDS PACE LEGS]`: a set as it is heard, line by line, for docs/."""

from __future__ import annotations

import sys

from soleus_tray.core.exercise import plan_for_seconds
from soleus_tray.core.paces import find_pace
from soleus_tray.core.session import begin
from soleus_tray.core.soundtrack import next_sounding
from soleus_tray.core.spoken import AFTERWARDS

GET_READY = 15.0
SIGNS = {"up": "rising", "hold": "level", "down": "falling", "count": "low, soft", "end": "chord", None: ""}


def transcript(seconds: int, pace: str, legs: str = "both") -> list[str]:
    """A table's lines: when, which tone, which words. Reps with nothing to say are told together."""
    session = begin(plan_for_seconds(find_pace(pace), seconds, legs), GET_READY, 0.0)
    lines, at = ["| time | tone | voice |", "|---|---|---|"], -1.0
    while (one := next_sounding(session, at)) is not None:
        at = one.at
        lines.append(f"| {at - GET_READY:+.1f} s | {SIGNS[one.tone]} | {one.words} |")
    return [*lines, f"| then | | {AFTERWARDS} |"]


if __name__ == "__main__":
    seconds, pace, legs = (*sys.argv[1:], *("60", "steady", "both")[len(sys.argv) - 1 :])
    print("\n".join(transcript(int(seconds), pace, legs)))
