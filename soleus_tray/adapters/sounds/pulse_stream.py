"""One stream to PulseAudio, or to PipeWire speaking as one, through their own client library.

libpulse-simple comes with every desktop that has either. Source: pulse/simple.h, pulse/def.h, pulse/sample.h.
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import POINTER, byref, c_char_p, c_int, c_size_t, c_uint8, c_uint32, c_uint64, c_void_p

LIBRARY = "libpulse-simple.so.0"
READY = 0.4
"""Seconds of sound asked to lie ready at the server: a busy machine may take that long to bring more."""
_PLAYBACK = 1
_16_BITS = 3 if sys.byteorder == "little" else 4
_AS_USUAL = 0xFFFFFFFF


class PulseError(OSError):
    """What the library answered, in its own words."""


class _Spec(ctypes.Structure):
    _fields_ = (("format", c_int), ("rate", c_uint32), ("channels", c_uint8))


class _Buffer(ctypes.Structure):
    _fields_ = tuple((name, c_uint32) for name in ("maxlength", "tlength", "prebuf", "minreq", "fragsize"))


class PulseStream:
    """An open stream of 16-bit samples in one channel. Every call may block; all raise PulseError.

    The constructor connects; OSError when the library is not there.
    """

    def __init__(self, rate: int) -> None:
        self._library = _library()
        buffer = _Buffer(_AS_USUAL, int(2 * rate * READY), 0, _AS_USUAL, _AS_USUAL)
        error, spec = c_int(), _Spec(_16_BITS, rate, 1)
        self._stream = self._library.pa_simple_new(
            None, b"Soleus Tray", _PLAYBACK, None, b"Set", byref(spec), None, byref(buffer), byref(error)
        )
        if not self._stream:
            raise PulseError(self._why(error))

    def latency(self) -> float:
        """Seconds until what is written next will be heard, the device's own delay included."""
        error = c_int()
        microseconds = self._library.pa_simple_get_latency(self._stream, byref(error))
        if error.value:
            raise PulseError(self._why(error))
        return float(microseconds) / 1e6

    def write(self, samples: bytes) -> None:
        """Bring more; returns when the server has room for it."""
        error = c_int()
        if self._library.pa_simple_write(self._stream, samples, len(samples), byref(error)) < 0:
            raise PulseError(self._why(error))

    def close(self) -> None:
        """Hang up."""
        self._library.pa_simple_free(self._stream)

    def _why(self, error: c_int) -> str:
        return bytes(self._library.pa_strerror(error.value) or b"an unknown error").decode(errors="replace")


def _library() -> ctypes.CDLL:
    """The library with its calls' types; pa_strerror is libpulse's, which comes with it."""
    library = ctypes.CDLL(LIBRARY)
    error = POINTER(c_int)
    library.pa_simple_new.restype = c_void_p
    library.pa_simple_new.argtypes = [
        c_char_p, c_char_p, c_int, c_char_p, c_char_p, c_void_p, c_void_p, c_void_p, error,
    ]  # fmt: skip
    library.pa_simple_get_latency.restype = c_uint64
    library.pa_simple_get_latency.argtypes = [c_void_p, error]
    library.pa_simple_write.argtypes = [c_void_p, c_char_p, c_size_t, error]
    library.pa_simple_free.argtypes = [c_void_p]
    library.pa_simple_free.restype = None
    library.pa_strerror.restype = c_char_p
    library.pa_strerror.argtypes = [c_int]
    return library
