"""A hand inside Windows: runs under Wine and does what it is told, a line of JSON in and one out.

Started first and ended last, it also keeps Wine's services and tray up between the app's runs.
"""

from __future__ import annotations

# ruff: noqa: PLC0415 - the hand is up before the parts it tries are loaded
import ctypes
import json
import platform
import sys
import threading
import time
import winreg
from ctypes import wintypes
from typing import Any

user32 = ctypes.WinDLL("user32")
kernel32 = ctypes.WinDLL("kernel32")
user32.SendMessageW.restype = ctypes.c_ssize_t
user32.SendMessageW.argtypes = [wintypes.HWND, wintypes.UINT, wintypes.WPARAM, wintypes.LPARAM]
user32.PostMessageW.argtypes = user32.SendMessageW.argtypes


def about() -> dict[str, Any]:
    """Which Windows and Python this is."""
    return {"windows": platform.platform(), "python": platform.python_version()}


def windows(class_name: str = "", process: int = 0) -> list[dict[str, Any]]:
    """The top-level windows of a class, of a process, or all of them."""
    found = []

    @ctypes.WINFUNCTYPE(wintypes.BOOL, wintypes.HWND, wintypes.LPARAM)
    def one(window: int, _: int) -> bool:
        name = ctypes.create_unicode_buffer(256)
        user32.GetClassNameW(wintypes.HWND(window), name, 256)
        owner = wintypes.DWORD()
        user32.GetWindowThreadProcessId(wintypes.HWND(window), ctypes.byref(owner))
        if (not class_name or name.value == class_name) and (not process or owner.value == process):
            found.append(_described(window, name.value, owner.value))
        return True

    user32.EnumWindows(one, 0)
    return found


def _described(window: int, name: str, process: int) -> dict[str, Any]:
    text = ctypes.create_unicode_buffer(512)
    user32.GetWindowTextW(wintypes.HWND(window), text, 512)
    place = wintypes.RECT()
    user32.GetWindowRect(wintypes.HWND(window), ctypes.byref(place))
    return {
        "window": window,
        "class": name,
        "text": text.value,
        "process": process,
        "visible": bool(user32.IsWindowVisible(wintypes.HWND(window))),
        "box": [place.left, place.top, place.right, place.bottom],
    }


def post(window: int, message: int, wparam: int = 0, lparam: int = 0) -> bool:
    """Post a message, as the system does."""
    return bool(user32.PostMessageW(window, message, wparam, lparam))


def send(window: int, message: int, wparam: int = 0, lparam: int = 0) -> dict[str, Any]:
    """Send a message and wait for its answer; how long that took."""
    began = time.monotonic()
    answer = user32.SendMessageW(window, message, wparam, lparam)
    return {"answer": answer, "seconds": time.monotonic() - began}


def read_value(key: str, name: str) -> str | int | None:
    """A value of the user's registry."""
    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
            return winreg.QueryValueEx(opened, name)[0]
    except FileNotFoundError:
        return None


def write_number(key: str, name: str, value: int, bits: int = 64) -> None:
    """Set a number in the user's registry."""
    kind = winreg.REG_QWORD if bits == 64 else winreg.REG_DWORD
    with winreg.CreateKey(winreg.HKEY_CURRENT_USER, key) as opened:
        winreg.SetValueEx(opened, name, 0, kind, value)


# A session watch of our own, told by whoever posts to its window

_session: Any = None
_events: list[str] = []


def watch_session() -> dict[str, Any]:
    """Start one; its window and what it says of itself."""
    global _session  # noqa: PLW0603 - the hand holds one at a time
    from soleus_tray.adapters.session.windows import CLASS_NAME, WindowsSession

    _events.clear()
    _session = WindowsSession(_events.append)
    _session.start()
    deadline = time.monotonic() + 10
    while not _session.source and time.monotonic() < deadline:
        time.sleep(0.02)
    own = windows(CLASS_NAME, kernel32.GetCurrentProcessId())
    return {"window": own[0]["window"] if own else 0, "source": _session.source, "why": _session.why}


def session_events() -> dict[str, Any]:
    """What was told so far."""
    return {"events": list(_events), "locked": _session.locked}


def save_after(seconds: float) -> None:
    """Say that all is saved, later on."""
    threading.Timer(seconds, _session.may_sleep).start()


def end_session_watch() -> bool:
    """Close it; whether its window is gone soon after."""
    from soleus_tray.adapters.session.windows import CLASS_NAME

    _session.close()
    deadline = time.monotonic() + 5
    while windows(CLASS_NAME, kernel32.GetCurrentProcessId()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not windows(CLASS_NAME, kernel32.GetCurrentProcessId())


# Sensors


def read_sensors(kind: str, programs: list[str] | None = None) -> list[dict[str, Any]]:
    """Each of a kind's readings, by the adapter the app uses on Windows."""
    from soleus_tray.core.settings import QuietSettings

    readings = []
    for sensor in _sensors(kind):
        reading = sensor.read(QuietSettings(programs=tuple(programs or ())))
        signals = [[one.kind, one.who] for one in reading.signals]
        readings.append({"source": sensor.source, "signals": signals, "why": reading.why})
        sensor.close()
    return readings


def _sensors(kind: str) -> list[Any]:
    from importlib import import_module

    folder, function, arguments = {
        "calls": ("calls", "choose_calls", ()),
        "media": ("media", "choose_media", (None, None)),
        "fullscreen": ("fullscreen", "choose_fullscreen", ()),
        "dnd": ("do_not_disturb", "choose_do_not_disturb", (None,)),
        "programs": ("programs", "choose_programs", ()),
    }[kind]
    made = getattr(import_module(f"soleus_tray.adapters.{folder}.choose"), function)(*arguments)
    return list(made) if isinstance(made, tuple) else [made]


def own_program() -> str:
    """This process's file, as Windows names it."""
    path = ctypes.create_unicode_buffer(1024)
    length = wintypes.DWORD(1024)
    kernel32.GetCurrentProcess.restype = wintypes.HANDLE
    kernel32.QueryFullProcessImageNameW(
        wintypes.HANDLE(kernel32.GetCurrentProcess()), 0, path, ctypes.byref(length)
    )
    return path.value


def keep_display_on(on: bool) -> bool:
    """As a film player does: ES_CONTINUOUS, with or without ES_DISPLAY_REQUIRED."""
    kernel32.SetThreadExecutionState.restype = wintypes.UINT
    return bool(kernel32.SetThreadExecutionState(wintypes.UINT(0x80000000 | (0x2 if on else 0))))


def read_activity() -> dict[str, Any]:
    """The adapter's reading."""
    from soleus_tray.adapters.activity.windows import WindowsActivity

    reading = WindowsActivity().read()
    return {"idle": reading.idle, "locked": reading.locked}


_players: list[Any] = []


def fullscreen_window(seconds: float) -> bool:
    """Open another process's window over the whole screen, as a film does, for so long."""
    import subprocess

    code = (
        "import tkinter as tk, sys\nr = tk.Tk(className='film')\nr.title('Film')\n"
        "r.overrideredirect(True)\nr.geometry(f'{r.winfo_screenwidth()}x{r.winfo_screenheight()}+0+0')\n"
        "r.configure(background='black')\nr.after(300, r.focus_force)\n"
        f"r.after({int(seconds * 1000)}, r.destroy)\n"
        "r.mainloop()"
    )
    _players.append(subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.DEVNULL))
    return True


DEEDS = {
    deed.__name__: deed
    for deed in (
        about, windows, post, send, read_value, write_number, watch_session, session_events,
        save_after, end_session_watch, read_sensors, own_program, keep_display_on, read_activity,
        fullscreen_window,
    )
}  # fmt: skip


def main() -> None:
    """Until the orders end."""
    for line in sys.stdin:
        name, given = json.loads(line)
        try:
            answer: dict[str, Any] = {"answer": DEEDS[name](**given)}
        except Exception as error:  # told to whoever asked
            answer = {"error": f"{type(error).__name__}: {error}"}
        sys.stdout.write("\x1e" + json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
