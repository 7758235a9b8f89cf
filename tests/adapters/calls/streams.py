"""Streams as only a program of one's own makes them, through libpulse: paused, or as a level meter."""

from __future__ import annotations

import ctypes
from contextlib import contextmanager
from ctypes import c_char_p, c_int, c_uint8, c_uint32, c_void_p
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

START_CORKED = 0x0001
PEAK_DETECT = 0x0800
"""pa_stream_flags_t."""
_READY, _FAILED = 4, 5
_STREAM_READY, _STREAM_FAILED = 2, 3
_FLOAT32LE = 5
_MANY = 10_000


class _Sample(ctypes.Structure):
    _fields_ = (("format", c_int), ("rate", c_uint32), ("channels", c_uint8))


def _library() -> ctypes.CDLL:
    try:
        pulse = ctypes.CDLL("libpulse.so.0")
    except OSError:
        pytest.skip("libpulse.so.0 is not installed (it comes with pulseaudio-utils)")
    for name in ("pa_mainloop_new", "pa_mainloop_get_api", "pa_context_new", "pa_stream_new"):
        getattr(pulse, name).restype = c_void_p
    pulse.pa_context_new.argtypes = (c_void_p, c_char_p)
    pulse.pa_mainloop_get_api.argtypes = (c_void_p,)
    pulse.pa_mainloop_iterate.argtypes = (c_void_p, c_int, c_void_p)
    pulse.pa_context_connect.argtypes = (c_void_p, c_char_p, c_int, c_void_p)
    pulse.pa_stream_new.argtypes = (c_void_p, c_char_p, c_void_p, c_void_p)
    pulse.pa_stream_connect_record.argtypes = (c_void_p, c_char_p, c_void_p, c_int)
    for name in ("pa_context_get_state", "pa_stream_get_state", "pa_context_disconnect", "pa_context_unref"):
        getattr(pulse, name).argtypes = (c_void_p,)
    pulse.pa_mainloop_free.argtypes = pulse.pa_stream_unref.argtypes = (c_void_p,)
    return pulse


@contextmanager
def recording(server: str, device: str, name: str, flags: int) -> Iterator[None]:
    """This process records from a device, with these flags."""
    pulse = _library()
    loop = pulse.pa_mainloop_new()
    context = pulse.pa_context_new(pulse.pa_mainloop_get_api(loop), name.encode())
    no_autospawn = 1
    pulse.pa_context_connect(context, server.encode(), no_autospawn, None)
    _until(pulse, loop, lambda: pulse.pa_context_get_state(context), _READY, _FAILED)
    # Another rate than the device's, so that there is something to resample.
    stream = pulse.pa_stream_new(context, b"x", ctypes.byref(_Sample(_FLOAT32LE, 25, 1)), None)
    pulse.pa_stream_connect_record(stream, device.encode(), None, flags)
    _until(pulse, loop, lambda: pulse.pa_stream_get_state(stream), _STREAM_READY, _STREAM_FAILED)
    try:
        yield
    finally:
        pulse.pa_stream_unref(stream)
        pulse.pa_context_disconnect(context)
        pulse.pa_context_unref(context)
        pulse.pa_mainloop_free(loop)


def _until(pulse, loop, state, ready: int, failed: int) -> None:
    for _ in range(_MANY):
        if state() == ready:
            return
        assert state() != failed
        pulse.pa_mainloop_iterate(loop, 1, None)
    raise AssertionError("the sound server never got ready")
