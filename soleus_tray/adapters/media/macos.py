"""macOS: the power assertions of all programs that keep the display from sleeping.

Source: Apple's IOKit reference, IOPMCopyAssertionsByProcess and IOPMLib.h.
Written from documentation; never run on a Mac.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from soleus_tray.core.text import N_, _
from soleus_tray.ports.sensor import Reading

from .inhibitors import Inhibitor, watched

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

DISPLAY_TYPES = frozenset({"PreventUserIdleDisplaySleep", "NoDisplaySleepAssertion"})
"""The kind in use and its older name; the system's own sleep (music, downloads) has others."""
UNKNOWN = N_(
    "macOS did not say which programs keep the display awake, so a film counts as sitting only with "
    "some input; starting the Mac again may help."
)
FIELDS = ("AssertType", "AssertName", "Process Name")


def reading_of(assertions: Iterable[Mapping[str, str]]) -> Reading:
    """What all programs' assertions mean, each as the texts of FIELDS."""
    found = [
        Inhibitor(one.get("Process Name", ""), one.get("AssertName", ""))
        for one in assertions
        if one.get("AssertType") in DISPLAY_TYPES
    ]
    return Reading(watched(found))


if sys.platform == "darwin":
    import ctypes
    from ctypes import c_char_p, c_int32, c_long, c_uint32, c_void_p

    if TYPE_CHECKING:
        from soleus_tray.core.settings import QuietSettings
        from soleus_tray.core.signals import Kind

    _UTF8 = 0x08000100
    _LONGEST = 1024
    _FRAMEWORKS = "/System/Library/Frameworks"

    class MacMedia:
        """The power assertions IOKit lists."""

        kind: Kind = "media"
        source = "macOS power assertions"

        def read(self, chosen: QuietSettings) -> Reading:
            """See ports.sensor.Sensor."""
            kit = ctypes.CDLL(f"{_FRAMEWORKS}/IOKit.framework/IOKit")
            copy = kit.IOPMCopyAssertionsByProcess
            copy.argtypes, copy.restype = [c_void_p], c_int32
            by_process = c_void_p()
            if copy(ctypes.byref(by_process)) != 0:
                return Reading(why=_(UNKNOWN))
            if not by_process:
                return Reading()  # nobody asserts anything
            core = _core_foundation()
            try:
                return reading_of(_assertions(core, by_process.value or 0))
            finally:
                core.CFRelease(by_process)

        def close(self) -> None:
            """Nothing is held."""

    def _core_foundation() -> ctypes.CDLL:
        core = ctypes.CDLL(f"{_FRAMEWORKS}/CoreFoundation.framework/CoreFoundation")
        signatures = {
            "CFDictionaryGetCount": (c_long, [c_void_p]),
            "CFDictionaryGetKeysAndValues": (None, [c_void_p, c_void_p, c_void_p]),
            "CFDictionaryGetValue": (c_void_p, [c_void_p, c_void_p]),
            "CFArrayGetCount": (c_long, [c_void_p]),
            "CFArrayGetValueAtIndex": (c_void_p, [c_void_p, c_long]),
            "CFStringCreateWithCString": (c_void_p, [c_void_p, c_char_p, c_uint32]),
            "CFStringGetCString": (ctypes.c_bool, [c_void_p, c_char_p, c_long, c_uint32]),
            "CFRelease": (None, [c_void_p]),
        }
        for name, (result, arguments) in signatures.items():
            function = getattr(core, name)
            function.restype, function.argtypes = result, arguments
        return core

    def _assertions(core: ctypes.CDLL, by_process: int) -> list[dict[str, str]]:
        """Read a dictionary from process id to an array of dictionaries."""
        lists = (c_void_p * core.CFDictionaryGetCount(by_process))()
        core.CFDictionaryGetKeysAndValues(by_process, None, lists)
        return [
            {field: _text(core, core.CFArrayGetValueAtIndex(one, index), field) for field in FIELDS}
            for one in lists
            for index in range(core.CFArrayGetCount(one))
        ]

    def _text(core: ctypes.CDLL, assertion: int, field: str) -> str:
        """A text in a dictionary, "" when it has none."""
        key = core.CFStringCreateWithCString(None, field.encode(), _UTF8)
        value = core.CFDictionaryGetValue(assertion, key)
        core.CFRelease(key)
        text = ctypes.create_string_buffer(_LONGEST)
        known = value and core.CFStringGetCString(value, text, _LONGEST, _UTF8)
        return text.value.decode(errors="replace") if known else ""
