"""The resident app, put together: the only place where adapters are built."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from soleus_tray.adapters.activity.choose import choose_activity
from soleus_tray.adapters.clock import SystemClock
from soleus_tray.adapters.notifier.choose import choose_notifier
from soleus_tray.adapters.session.choose import choose_session
from soleus_tray.adapters.settings.toml_file import create_default, read_file
from soleus_tray.adapters.store.journal import FileJournal
from soleus_tray.adapters.store.live import is_alive
from soleus_tray.adapters.theme.choose import choose_theme
from soleus_tray.adapters.tray.choose import choose_tray
from soleus_tray.app import messages as post
from soleus_tray.app.buses import find_buses
from soleus_tray.app.choosing import change_setting, wants_welcome
from soleus_tray.app.effects import Remembering
from soleus_tray.app.icons import Icons, app_icon, draw_frames_ahead
from soleus_tray.app.instance import become_the_one
from soleus_tray.app.keeper import StateKeeper
from soleus_tray.app.login import StartOnLogin
from soleus_tray.app.loop import ReminderLoop
from soleus_tray.app.parts import Parts
from soleus_tray.app.sensing import Sensing
from soleus_tray.app.store_child import StoreChild
from soleus_tray.app.windows import Windows
from soleus_tray.core.errors import SoleusError
from soleus_tray.core.text import _
from soleus_tray.ports.tray import IconKey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from soleus_tray.adapters.dbus.bus import Bus
    from soleus_tray.app.control.requests import Request
    from soleus_tray.app.paths import Paths
    from soleus_tray.app.quiet import QuietSet
    from soleus_tray.core.facts import SetFact
    from soleus_tray.core.settings import SetSettings
    from soleus_tray.ports.autostart import Autostart
    from soleus_tray.ports.sensor import Sensor
    from soleus_tray.ports.theme import Theme

LONGEST_ANSWER = 1.5
"""Seconds the reminder thread may take to answer a control request."""
LARGEST_LOG = 1 << 20
log = logging.getLogger(__name__)


def run_app(paths: Paths, *, demo: bool = False) -> int:
    """Run the tray until it is asked to quit; 0 also when another one runs already and was asked to show.

    Raises SoleusError when the home can't be used.
    """
    lock = become_the_one(paths)
    if lock is None:
        return 0
    _log_to(paths)
    inbox: SimpleQueue[post.Message] = SimpleQueue()
    bus, system_bus = find_buses()
    parts = _parts(paths, bus, system_bus, inbox.put, demo=demo)
    loop = ReminderLoop(parts, inbox)
    loop.begin()
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, lambda *_: inbox.put(post.Stop()))

    def be_awake() -> None:
        """Be the reminder thread. Not before the icon was offered: until then every millisecond delays it."""
        if system_bus is not None:
            system_bus.start()
        _watch_theme(bus, lambda theme: inbox.put(post.ThemeRead(theme)))
        inbox.put(post.Started())
        if demo:
            loop.demo()
        with _control(paths, inbox.put):
            loop.run()

    thread = threading.Thread(target=be_awake, name="reminders", daemon=True)
    try:
        parts.tray.run(thread.start)
    finally:
        inbox.put(post.Stop())
        if thread.ident is not None:
            thread.join(timeout=5)
        for one in (bus, system_bus):
            if one is not None:
                one.close()
        lock.release()
    return 0


def _parts(
    paths: Paths,
    bus: Bus | None,
    system_bus: Bus | None,
    send: Callable[[post.Message], None],
    *,
    demo: bool,
) -> Parts:
    """Choose and build every adapter for this system."""
    icons = Icons(paths.cache)
    icons.prepare(IconKey("sitting"))
    store = StoreChild(lambda values: send(post.RecordRead(values)))
    remembering = Remembering(FileJournal(paths.journal), store)
    return Parts(
        clock=SystemClock(),
        activity=choose_activity(bus),
        tray=choose_tray(
            on_action=lambda action: send(post.Gesture(action, "tray")),
            icons=icons,
            on_trouble=lambda sentence: send(post.Trouble(sentence)),
            bus=bus,
        ),
        notifier=choose_notifier(lambda answer: send(post.Answered(answer)), bus, icon=app_icon()),
        windows=Windows(lambda window, event: send(post.Reported(window, event))),
        remembering=remembering,
        keeper=StateKeeper(paths.clock),
        session=choose_session(bus, system_bus, lambda event: send(post.SessionChanged(event))),
        sensing=Sensing(
            lambda: _sensors(paths, bus, system_bus), lambda readings: send(post.SensorsRead(readings))
        ),
        begin_quiet=lambda chosen, now, utc_offset: _quiet_set(
            paths, chosen, remembering.remember, now, utc_offset
        ),
        login=StartOnLogin(_autostart),
        read_settings=lambda: read_file(paths.settings),
        make_settings=lambda: create_default(paths.settings),
        draw_ahead=draw_frames_ahead,
        change_setting=change_setting,
        set_lives=lambda set_id: is_alive(paths.journal, set_id),
        wants_welcome=lambda: wants_welcome(paths.state, demo=demo),
        seed=int.from_bytes(os.urandom(8), "big"),
    )


@contextmanager
def _control(paths: Paths, send: Callable[[post.Message], None]) -> Iterator[None]:
    """Answer the command line for as long as this lasts."""
    from soleus_tray.app.control.server import ControlServer  # noqa: PLC0415 - the icon comes first

    server = ControlServer(paths, lambda request: _answer(send, request))
    server.start()
    try:
        yield
    finally:
        server.close()


def _sensors(paths: Paths, bus: Bus | None, system_bus: Bus | None) -> tuple[Sensor, ...]:
    """The sensors, when a decision first needs one."""
    from soleus_tray.app.sensors import all_sensors  # noqa: PLC0415 - not before a reminder is near

    return all_sensors(paths.cache, bus, system_bus)


def _quiet_set(
    paths: Paths, chosen: SetSettings, remember: Callable[[SetFact], None], now: float, utc_offset: int
) -> QuietSet:
    """A set that the icon paces, when somebody wants one."""
    from soleus_tray.app.quiet import QuietSet  # noqa: PLC0415 - few days have one

    return QuietSet(chosen, paths.journal, remember, lambda: os.urandom(10), now=now, utc_offset=utc_offset)


def _autostart() -> Autostart:
    """The login entry, when somebody first asks for it."""
    from soleus_tray.adapters.autostart.choose import choose_autostart  # noqa: PLC0415 - the icon comes first

    return choose_autostart()


def _answer(send: Callable[[post.Message], None], request: Request) -> dict[str, Any]:
    """Have the reminder thread answer, within the patience of whoever asks."""
    asked = post.Asked(request)
    send(asked)
    try:
        answer = asked.reply.get(timeout=LONGEST_ANSWER)
    except Empty:
        raise SoleusError(_("The app is busy and did not answer in time; try again in a moment.")) from None
    if isinstance(answer, SoleusError):
        raise answer
    return answer


def _watch_theme(bus: Bus | None, on_theme: Callable[[Theme], None]) -> None:
    """Tell the desktop's preference as soon as it is known, and where the system tells, its changes."""
    if bus is not None:
        from soleus_tray.adapters.theme.linux import watch_theme  # noqa: PLC0415 - Linux only

        watch_theme(bus, on_theme)
        return
    threading.Thread(target=lambda: on_theme(choose_theme().read()), name="theme", daemon=True).start()


class _LogFile(logging.StreamHandler):  # type: ignore[type-arg]  # a name for the type costs an import
    """The log. A disk that can't take it is told once by what matters more, not by a traceback per line."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        if not isinstance(sys.exception(), OSError):
            super().handleError(record)


def _log_to(paths: Paths) -> None:
    """Log to stderr and to a private file that never grows large."""
    if paths.log.exists() and paths.log.stat().st_size > LARGEST_LOG:
        paths.log.replace(paths.log.with_suffix(".old.log"))
    handle = os.open(paths.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    stream = os.fdopen(handle, "a", encoding="utf-8")
    form = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    for handler in (_LogFile(stream), logging.StreamHandler(sys.stderr)):
        handler.setFormatter(form)
        logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(os.environ.get("SOLEUS_TRAY_LOG", "INFO"))
