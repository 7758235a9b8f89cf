"""A second program on the X server, told by its arguments what window to show; prints "up" once it is."""

from __future__ import annotations

import argparse
import sys
import time

from Xlib import X, Xatom
from Xlib.display import Display


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("--title", default="A window")
    words.add_argument("--class-name", default="Second")
    words.add_argument("--place", default="0,0,400,300")
    words.add_argument("--full-screen", action="store_true")
    words.add_argument("--undecorated", action="store_true")
    words.add_argument("--bypass", action="store_true")
    words.add_argument("--kind", default="")
    words.add_argument("--take-keyboard", action="store_true")
    words.add_argument("--count", type=int, default=1)
    chosen = words.parse_args()
    display = Display()
    windows = [show(display, chosen) for _ in range(chosen.count)]
    display.sync()
    print("up", *(hex(window.id) for window in windows), flush=True)
    while True:
        while display.pending_events():
            display.next_event()
        if chosen.take_keyboard:  # games hold on to it
            windows[0].set_input_focus(X.RevertToPointerRoot, X.CurrentTime)
            display.sync()
        time.sleep(0.1)


def show(display, chosen):
    left, top, width, height = map(int, chosen.place.split(","))
    window = display.screen().root.create_window(
        left,
        top,
        width,
        height,
        0,
        X.CopyFromParent,
        override_redirect=chosen.bypass,
        background_pixel=0x336655,
    )
    atom = display.intern_atom
    window.set_wm_class("second", chosen.class_name)
    window.set_wm_name(chosen.title.encode("ascii", "replace").decode())  # WM_NAME is Latin-1
    window.change_property(atom("_NET_WM_NAME"), atom("UTF8_STRING"), 8, chosen.title.encode())
    # Where it is put is where it shall stay: USPosition and USSize.
    window.set_wm_normal_hints(flags=3, x=left, y=top, width=width, height=height)
    if chosen.full_screen:
        window.change_property(atom("_NET_WM_STATE"), Xatom.ATOM, 32, [atom("_NET_WM_STATE_FULLSCREEN")])
    if chosen.undecorated:
        window.change_property(atom("_MOTIF_WM_HINTS"), atom("_MOTIF_WM_HINTS"), 32, [2, 0, 0, 0, 0])
    if chosen.kind:
        window.change_property(
            atom("_NET_WM_WINDOW_TYPE"), Xatom.ATOM, 32, [atom(f"_NET_WM_WINDOW_TYPE_{chosen.kind}")]
        )
    window.map()
    return window


if __name__ == "__main__":
    sys.exit(main())
