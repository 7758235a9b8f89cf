"""A notification really sent: to see whether the server takes it, and to ask whether the user sees it."""

from __future__ import annotations

import os
import sys
import threading
import time
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from soleus_tray.adapters.notifier.unavailable import UnavailableNotifier
from soleus_tray.app.doctor.finding import Finding, cannot, clipped, limited, sentence, told, works
from soleus_tray.app.doctor.place import BUS_REMEDY, has_display
from soleus_tray.core.text import N_, _
from soleus_tray.ports.notifier import Answer, Notification

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.app.doctor.place import Place
    from soleus_tray.ports.notifier import Notifier

PART = N_("notifications")
ACCEPTED_WITHIN = 5.0
"""Seconds a notifier may take to say that it shows a message, by its port."""
SEEN_WITHIN = 20.0
"""Seconds for the user to answer."""
KEY = "doctor"
TITLE = N_("A test from soleus-tray doctor")
QUESTION = N_("A test notification is on its way. Do you see it? Press its button, or type y or n here: ")
NO_SERVER = N_("No notification server is running; install one, for example xfce4-notifyd or dunst.")
REFUSED = N_("The notification server is there but doesn't take any; restart it, or log out and in again.")
LOOK = N_("See whether do not disturb is on, and in the desktop's settings whether notifications are shown.")
_CLICK = N_("Begin from the icon or its window.")
_BETTER = N_("Or install a notification server with buttons, for example xfce4-notifyd.")
_SYSTEMS = {"win32": "Windows", "darwin": "macOS"}


def notifications(place: Place, *, ask: bool, tell: Callable[[str], None]) -> Finding:
    """Send one; with `ask`, wait for the user's word, otherwise take it back once the server has it.

    `tell` writes to the terminal, without ending the line. Takes up to ACCEPTED_WITHIN, and SEEN_WITHIN more
    with `ask`.
    """
    answers: SimpleQueue[Answer | str] = SimpleQueue()
    notifier = _notifier(place, answers)
    try:
        notifier.send(_test(ask=ask))
        accepted = _accepted(answers)
        if accepted.kind == "failed":
            return cannot(PART, _("None can be shown."), *_explained(accepted.reason, place))
        server = _server(place) or _SYSTEMS.get(sys.platform, notifier.backend)
        seen = _seen(answers, tell) if ask else None
        return _judged(server, notifier.buttons, seen, asked=ask)
    finally:
        _taken_back(notifier, place)


def _notifier(place: Place, answers: SimpleQueue[Answer | str]) -> Notifier:
    """The app's own; on Linux without its last resort, whose notify-send outlives us at a hung server."""
    from soleus_tray.adapters.notifier.choose import VARIABLE, choose_notifier  # noqa: PLC0415
    from soleus_tray.app.icons import app_icon  # noqa: PLC0415

    if place.bus is None or os.environ.get(VARIABLE):
        return choose_notifier(answers.put, place.bus, icon=app_icon())
    from soleus_tray.adapters.notifier.freedesktop import FreedesktopNotifier  # noqa: PLC0415 - Linux only

    return FreedesktopNotifier(
        place.bus, answers.put, UnavailableNotifier(answers.put, _(REFUSED)), app_icon()
    )


def _test(*, ask: bool) -> Notification:
    if ask:
        buttons = (("yes", _("Yes, I see it")), ("no", "No"))
        return Notification(KEY, _(TITLE), _("Do you see this, and its buttons?"), buttons, sticky=True)
    return Notification(KEY, _(TITLE), _("All is well; this goes away by itself."))


def _accepted(answers: SimpleQueue[Answer | str]) -> Answer:
    silent = Answer(KEY, "failed", reason=_(REFUSED))
    try:
        found = answers.get(timeout=ACCEPTED_WITHIN)
    except Empty:
        return silent
    return found if isinstance(found, Answer) else silent


def _explained(reason: str, place: Place) -> tuple[str, str]:
    """Because and remedy; a window stands in for notifications, where one can open."""
    because, remedy = told(reason)
    if place.no_bus:
        because, remedy = (
            _("Notifications go over the session bus, and {trouble}.").format(trouble=place.no_bus),
            sentence(_(BUS_REMEDY)),
        )
    elif reason == _(REFUSED) and not _is_served(place):
        because, remedy = told(_(NO_SERVER))
    meanwhile = _("Until then a small window shows the reminder.") if has_display() else ""
    return because, f"{remedy} {meanwhile}".strip()


def _is_served(place: Place) -> bool:
    """Whether somebody is there to show notifications."""
    if place.bus is None:
        return True
    from soleus_tray.adapters.dbus.asking import ask  # noqa: PLC0415 - Linux only
    from soleus_tray.adapters.dbus.bus import DAEMON_ADDRESS  # noqa: PLC0415
    from soleus_tray.adapters.notifier.freedesktop import SERVICE  # noqa: PLC0415

    return bool(ask(place.bus, DAEMON_ADDRESS, "NameHasOwner", "s", (SERVICE,)).value("b", True))


def _seen(answers: SimpleQueue[Answer | str], tell: Callable[[str], None]) -> bool | None:
    """The user's word, by button or keyboard; None when there was none in time."""
    if sys.stdin is not None and sys.stdin.isatty():
        threading.Thread(target=_hear_typing, args=(answers,), name="typing", daemon=True).start()
    tell(_(QUESTION))
    until = time.monotonic() + SEEN_WITHIN
    while (left := until - time.monotonic()) > 0:
        try:
            heard = answers.get(timeout=left)
        except Empty:
            break
        word = _word(heard)
        if word is not None:
            tell("\n" if isinstance(heard, str) else _("yes, by a click on it") + "\n\n")
            return word
        if isinstance(heard, str):
            tell(_("Please type y or n: "))
    tell("\n\n")
    return None


def _hear_typing(answers: SimpleQueue[Answer | str]) -> None:
    """Post each line; not by sys.stdin, whose lock a thread that is left behind would keep at the end."""
    while line := os.read(0, 1024):
        answers.put(line.decode(errors="replace"))


def _word(heard: Answer | str) -> bool | None:
    """Yes, no, or something else. Whoever presses a button of it, even No, or closes it has seen it."""
    if isinstance(heard, str):
        letters = {_("yes")[0]: True, _("no")[0]: False, "y": True, "n": False}
        return letters.get(heard.strip()[:1].lower())
    return True if heard.kind in {"action", "dismissed"} else None


def _judged(server: str, buttons: bool | None, seen: bool | None, *, asked: bool) -> Finding:
    if seen is False:
        because = _("{server} takes notifications, but something keeps them from your screen.").format(
            server=server
        )
        return cannot(PART, _("You saw none."), because, _(LOOK))
    if buttons is False:
        remedy = _(_CLICK) if sys.platform in _SYSTEMS else f"{_(_CLICK)} {_(_BETTER)}"
        because = _("Without buttons a reminder can't be answered where it shows.")
        return limited(
            PART, _("{server} shows them, without buttons.").format(server=server), because, remedy
        )
    how = (_("{server} shows them, with buttons") if buttons else _("{server} shows them")).format(
        server=server
    )
    if not asked:
        return works(PART, f"{how}.")
    return works(
        PART,
        _("{how}; you saw one.").format(how=how) if seen else _("{how}, as far as it says.").format(how=how),
    )


def _server(place: Place) -> str:
    """The notification server's name and version; "" where it doesn't say."""
    if place.bus is None:
        return ""
    from jeepney import DBusAddress  # noqa: PLC0415 - Linux only

    from soleus_tray.adapters.dbus.asking import ask  # noqa: PLC0415
    from soleus_tray.adapters.notifier.freedesktop import PATH, SERVICE  # noqa: PLC0415

    reply = ask(place.bus, DBusAddress(PATH, bus_name=SERVICE, interface=SERVICE), "GetServerInformation")
    if reply.error or reply.signature != "ssss":
        return ""
    name, _, version, _ = reply.body
    return clipped(f"{name} {version}" if version.strip("0.") else name)


def _taken_back(notifier: Notifier, place: Place) -> None:
    """Withdraw, and wait until the bus has it: it ends with this process."""
    notifier.withdraw()
    if place.bus is not None:
        done = threading.Event()
        place.bus.call_soon(done.set)
        done.wait(1.0)
