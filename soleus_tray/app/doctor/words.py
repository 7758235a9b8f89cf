"""The findings as a calm page for people."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from soleus_tray.core.text import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soleus_tray.app.doctor.finding import Finding, State

MARKS: dict[State, str] = {"works": "✓", "limited": "!", "can't": "✗"}
PLAIN_MARKS: dict[State, str] = {"works": "+", "limited": "!", "can't": "x"}
NARROWEST, WIDEST = 40, 100


def as_text(findings: Sequence[Finding], width: int, encoding: str, hint: str = "") -> str:
    """The list, then what to know about each part that doesn't work in full, then a hint and one sentence.

    `width` in characters; marks and letters that the encoding can't write are replaced.
    """
    width = max(NARROWEST, min(WIDEST, width))
    marks = MARKS if _can_write("".join(MARKS.values()), encoding) else PLAIN_MARKS
    label = max((len(_(finding.part)) for finding in findings), default=0)
    lines = [_line(finding, marks, label, width) for finding in findings]
    explained = [_explained(finding, width) for finding in findings if finding.state != "works"]
    ending = [_wrapped(text, width, "") for text in (hint, closing(findings)) if text]
    page = "\n\n".join(["\n".join(lines), *explained, *ending])
    return page.encode(encoding, "replace").decode(encoding)


def closing(findings: Sequence[Finding]) -> str:
    """How things are, in one sentence."""
    total = len(findings)
    unwell = sum(finding.state == "can't" for finding in findings)
    partly = sum(finding.state == "limited" for finding in findings)
    if not unwell + partly:
        return _("All {total} parts work.").format(total=total)
    said = _(
        "{well} of {total} parts work; {partly} only in part or not on this desktop, {unwell} not at all."
    )
    if not unwell:
        said = _("{well} of {total} parts work; {partly} only in part or not on this desktop.")
    if not partly:
        said = _("{well} of {total} parts work; {unwell} not at all.")
    return said.format(well=total - unwell - partly, total=total, partly=partly, unwell=unwell)


def _line(finding: Finding, marks: dict[State, str], label: int, width: int) -> str:
    head = f"{marks[finding.state]} {_(finding.part):{label}}  "
    return _wrapped(head + finding.found, width, " " * len(head))


def _explained(finding: Finding, width: int) -> str:
    part = _(finding.part)
    title = f"{part[:1].upper()}{part[1:]}"
    lines = [_wrapped(f"{title}: {finding.because}", width, "  ")]
    if finding.remedy:
        lines.append(_wrapped("  " + _("What to do: {remedy}").format(remedy=finding.remedy), width, "  "))
    return "\n".join(lines)


def _wrapped(text: str, width: int, indent: str) -> str:
    """Wrapped at spaces only, so that paths and commands can be copied whole."""
    return textwrap.fill(
        text, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def _can_write(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
