"""macOS: whether a microphone or a camera runs.

From macOS 14 on CoreAudio names the processes that listen; before, only devices say that they run
"somewhere", and a headset that plays music says it as well as one that listens. Cameras only ever say that
they run.
Source: AudioHardware.h, AudioHardwareBase.h, CMIOHardwareDevice.h of Apple's SDK.
Written from documentation; never run on a Mac.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Protocol

from soleus_tray.core.text import _
from soleus_tray.ports.sensor import Reading

from .holders import reading_of

if TYPE_CHECKING:
    from soleus_tray.core.settings import QuietSettings
    from soleus_tray.core.signals import Kind

SYSTEM_OBJECT = 1
_GLOBAL, _INPUT = "glob", "inpt"
_DEVICES, _STREAMS, _RUNS = "dev#", "stm#", "gone"
_PROCESSES, _LISTENS, _PROCESS_ID = "prs#", "piri", "ppid"

UNKNOWN_PROGRAM = ("",)


class Hardware(Protocol):
    """The properties of CoreAudio's or CoreMediaIO's objects. Errors are OSError."""

    def numbers(self, of: int, selector: str, scope: str = _GLOBAL) -> tuple[int, ...] | None:
        """A property as 32-bit numbers; None where the object has no such property."""
        ...


class ProcessName(Protocol):
    """How a process is called."""

    def __call__(self, process: int) -> str:
        """The name of its program file; "" for one that has ended."""
        ...


def listeners(audio: Hardware, name: ProcessName, own: int) -> list[tuple[str, ...]]:
    """The programs that listen; an unknown one when a device with inputs runs and no process is named."""
    processes = audio.numbers(SYSTEM_OBJECT, _PROCESSES)
    if processes is None:
        return [UNKNOWN_PROGRAM] if any(_has_input(audio, it) for it in _running(audio)) else []
    listening = [_first(audio, it, _PROCESS_ID) for it in processes if _first(audio, it, _LISTENS)]
    return [(name(process),) for process in listening if process != own]


def watchers(video: Hardware) -> list[tuple[str, ...]]:
    """An unknown program when a camera runs."""
    return [UNKNOWN_PROGRAM] if _running(video) else []


def _running(hardware: Hardware) -> list[int]:
    devices = hardware.numbers(SYSTEM_OBJECT, _DEVICES) or ()
    return [device for device in devices if _first(hardware, device, _RUNS)]


def _has_input(audio: Hardware, device: int) -> bool:
    return bool(audio.numbers(device, _STREAMS, _INPUT))


def _first(hardware: Hardware, of: int, selector: str) -> int:
    return (hardware.numbers(of, selector) or (0,))[0]


class MacCalls:
    """One device kind; `hardware` and `name` are made by the first read."""

    def __init__(self, kind: Kind, hardware: Hardware | None = None, name: ProcessName | None = None) -> None:
        self.kind: Kind = kind
        self.source = "macOS CoreAudio" if kind == "microphone" else "macOS CoreMediaIO"
        self._hardware = hardware
        self._name = name

    def read(self, chosen: QuietSettings) -> Reading:
        """The present reading."""
        try:
            hardware = self._hardware = self._hardware or _hardware(self.kind)
            name = self._name = self._name or _process_name()
            found = (
                listeners(hardware, name, os.getpid()) if self.kind == "microphone" else watchers(hardware)
            )
        except OSError as error:
            why = _(
                "macOS doesn't say who uses the {kind} ({error}); name your meeting program in "
                "quiet.programs."
            )
            return Reading(why=why.format(kind=_(self.kind), error=error))
        return reading_of(self.kind, found, chosen.ignore)

    def close(self) -> None:
        """Nothing is held."""


def mac_calls() -> tuple[MacCalls, MacCalls]:
    """The two sensors."""
    return (MacCalls("microphone"), MacCalls("camera"))


if sys.platform == "darwin":
    import ctypes
    from ctypes import POINTER, byref, c_int32, c_uint32, c_void_p

    _FRAMEWORKS = "/System/Library/Frameworks"
    _SUCCESS = 0

    class _Address(ctypes.Structure):
        """AudioObjectPropertyAddress, and CMIOObjectPropertyAddress alike."""

        _fields_ = (("selector", c_uint32), ("scope", c_uint32), ("element", c_uint32))

    def _code(letters: str) -> int:
        return int.from_bytes(letters.encode(), "big")

    class _AudioHardware:
        """CoreAudio."""

        def __init__(self) -> None:
            library = ctypes.CDLL(f"{_FRAMEWORKS}/CoreAudio.framework/CoreAudio")
            address, size = POINTER(_Address), POINTER(c_uint32)
            self._has = library.AudioObjectHasProperty
            self._has.restype, self._has.argtypes = ctypes.c_ubyte, (c_uint32, address)
            self._size = library.AudioObjectGetPropertyDataSize
            self._size.restype, self._size.argtypes = c_int32, (c_uint32, address, c_uint32, c_void_p, size)
            self._get = library.AudioObjectGetPropertyData
            self._get.restype = c_int32
            self._get.argtypes = (c_uint32, address, c_uint32, c_void_p, size, c_void_p)

        def numbers(self, of: int, selector: str, scope: str = _GLOBAL) -> tuple[int, ...] | None:
            """A property as 32-bit numbers."""
            address = _Address(_code(selector), _code(scope), 0)
            if not self._has(of, byref(address)):
                return None
            size = c_uint32()
            _checked(self._size(of, byref(address), 0, None, byref(size)))
            data = (c_uint32 * (size.value // 4))()
            _checked(self._get(of, byref(address), 0, None, byref(size), data))
            return tuple(data)[: size.value // 4]

    class _VideoHardware:
        """CoreMediaIO, whose getter says the size it used in an argument more."""

        def __init__(self) -> None:
            library = ctypes.CDLL(f"{_FRAMEWORKS}/CoreMediaIO.framework/CoreMediaIO")
            address, size = POINTER(_Address), POINTER(c_uint32)
            self._has = library.CMIOObjectHasProperty
            self._has.restype, self._has.argtypes = ctypes.c_ubyte, (c_uint32, address)
            self._size = library.CMIOObjectGetPropertyDataSize
            self._size.restype, self._size.argtypes = c_int32, (c_uint32, address, c_uint32, c_void_p, size)
            self._get = library.CMIOObjectGetPropertyData
            self._get.restype = c_int32
            self._get.argtypes = (c_uint32, address, c_uint32, c_void_p, c_uint32, size, c_void_p)

        def numbers(self, of: int, selector: str, scope: str = _GLOBAL) -> tuple[int, ...] | None:
            """A property as 32-bit numbers."""
            address = _Address(_code(selector), _code(scope), 0)
            if not self._has(of, byref(address)):
                return None
            size, used = c_uint32(), c_uint32()
            _checked(self._size(of, byref(address), 0, None, byref(size)))
            data = (c_uint32 * (size.value // 4))()
            _checked(self._get(of, byref(address), 0, None, size, byref(used), data))
            return tuple(data)[: used.value // 4]

    def _checked(status: int) -> None:
        if status != _SUCCESS:
            raise OSError(status, _("the hardware layer answered with an error"))

    def _hardware(kind: Kind) -> Hardware:
        return _AudioHardware() if kind == "microphone" else _VideoHardware()

    def _process_name() -> ProcessName:
        library = ctypes.CDLL("/usr/lib/libproc.dylib")
        buffer = ctypes.create_string_buffer(256)

        def name(process: int) -> str:
            length = library.proc_name(process, buffer, c_uint32(len(buffer)))
            return buffer.raw[: max(length, 0)].decode(errors="replace")

        return name

else:

    def _hardware(kind: Kind) -> Hardware:
        raise OSError(f"this is no Mac, its {kind} is asked for elsewhere")

    def _process_name() -> ProcessName:
        raise OSError("this is no Mac")
