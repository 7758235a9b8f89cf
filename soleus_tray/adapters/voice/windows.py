"""Windows: its Speech API's ISpVoice, by its table of functions; nothing but ctypes is loaded.

Source: sapi.h (ISpVoice's vtable), Microsoft's reference of SpVoice and of CoCreateInstance.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Any

from .speaking import VoiceError

_VOICE = "{96749377-3391-11D2-9EE3-00C04F797396}"
_INTERFACE = "{6C44DF74-72B9-4992-A1EC-EF996E0422D4}"
_ALL_CONTEXTS = 23
_ANY_THREAD = 0
_RELEASE, _SPEAK, _WAIT_UNTIL_DONE = 2, 20, 32
"""Places in the table, IUnknown's three and ISpNotifySource's and ISpEventSource's ten counted."""
_AT_ONCE, _SILENCE, _PLAIN = 1, 2, 16
"""SPF_ASYNC, SPF_PURGEBEFORESPEAK, SPF_IS_NOT_XML."""
LAST_WORDS_MS = 5000


class SapiSpeaker:
    """One voice object; it lives on the one thread that uses it."""

    name = "Windows' voice"

    def __init__(self) -> None:
        self._voice: Any = None

    def open(self) -> None:
        """Make the voice object."""
        if sys.platform != "win32":
            raise VoiceError("this system has none")
        ole = ctypes.OleDLL("ole32")
        ole.CoInitializeEx(None, _ANY_THREAD)
        kind, interface = (ctypes.create_string_buffer(16) for _ in range(2))
        ole.CLSIDFromString(ctypes.c_wchar_p(_VOICE), kind)
        ole.CLSIDFromString(ctypes.c_wchar_p(_INTERFACE), interface)
        voice = ctypes.c_void_p()
        ole.CoCreateInstance(kind, None, _ALL_CONTEXTS, interface, ctypes.byref(voice))
        self._voice = voice

    def speak(self, words: str) -> None:
        """Queue one sentence."""
        self._call(_SPEAK, ctypes.c_wchar_p(words), ctypes.c_uint32(_AT_ONCE | _PLAIN), None)

    def stop(self) -> None:
        """Drop what is said and queued."""
        self._call(_SPEAK, None, ctypes.c_uint32(_AT_ONCE | _SILENCE), None)

    def close(self) -> None:
        """Let the last words be said, and let go: they are spoken in this process."""
        if self._voice is not None:
            self._call(_WAIT_UNTIL_DONE, ctypes.c_uint32(LAST_WORDS_MS))
            self._call(_RELEASE)
            self._voice = None

    def _call(self, place: int, *arguments: Any) -> None:
        """Call the table's function at this place; a refusal raises OSError."""
        if sys.platform != "win32" or self._voice is None:
            raise VoiceError("it is not open")
        table = ctypes.cast(self._voice, ctypes.POINTER(ctypes.POINTER(ctypes.c_void_p))).contents
        result: Any = ctypes.c_uint32 if place == _RELEASE else ctypes.HRESULT
        types = [type(one) if one is not None else ctypes.c_void_p for one in arguments]
        ctypes.WINFUNCTYPE(result, ctypes.c_void_p, *types)(table[place])(self._voice, *arguments)
