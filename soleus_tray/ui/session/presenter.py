"""Guides a set: turns times and gestures into pictures. No tkinter, no clock of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from soleus_tray.core.exercise import open_plan, plan_for_reps, plan_for_seconds
from soleus_tray.core.paces import find_pace, neighbour
from soleus_tray.core.session import begin
from soleus_tray.core.window_messages import WindowEvent
from soleus_tray.ui.session.compact import GOODBYE_SECONDS, compact_picture
from soleus_tray.ui.session.ending import Said, over_picture, pain_picture
from soleus_tray.ui.session.keys import action_for, is_modifier, menu_items
from soleus_tray.ui.session.record import SAVE_EVERY, SetRecord
from soleus_tray.ui.session.toes import ToeLifts
from soleus_tray.ui.session.words import notice_text, ready_picture, set_picture, toes_picture

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.core.exercise import SetPlan
    from soleus_tray.core.facts import Effort, SetSource
    from soleus_tray.core.session import Session
    from soleus_tray.core.window_messages import SetRequest
    from soleus_tray.ports.clock import Clock, Moment
    from soleus_tray.ports.journal import Journal
    from soleus_tray.ui.session.ending import OfferAnswer, Reminders
    from soleus_tray.ui.session.picture import CompactPicture, MenuItem, Overlay, Picture

FRAME_SECONDS = 1 / 30
STILL_SECONDS = 0.25
"""Between two looks at a still picture of which only the ring and the figures move."""
POSE_SECONDS = 0.1
"""Between two looks where the figure only changes its pose (reduced motion)."""

LONGEST_GAP = 15.0
"""Seconds between two looks after which nobody was guided in between."""
SHORTEST_SLEEP = 1.0
"""Seconds of the machine's sleep that say so too, where the clock stands still meanwhile."""

_EFFORTS: dict[str, Effort] = {"effort easy": "easy", "effort good": "good", "effort hard": "hard"}
_REMINDERS: dict[str, Reminders] = {"rest open": "open", "rest off": "off"}
_OFFERS: dict[str, OfferAnswer] = {"plan accept": "accept", "plan decline": "decline"}
_STAYS_OPEN = ("mute", "slower", "faster")
"""What may be asked for several times from the menu."""


def plan_from(request: SetRequest) -> SetPlan:
    """The set that was asked for.

    Raises:
        BadValueError: the pace, the length or the reps can't be used.
    """
    pace = find_pace(request.pace)
    if request.until_stopped:
        return open_plan(pace, request.legs)
    if request.reps is not None:
        return plan_for_reps(pace, request.reps, request.legs)
    return plan_for_seconds(pace, request.seconds, request.legs)


class SessionPresenter:
    """One window's worth of sets: the first as asked for, then as many as "Again" is pressed."""

    def __init__(
        self,
        request: SetRequest,
        clock: Clock,
        journal: Journal,
        tell: Callable[[WindowEvent], None],
        entropy: Callable[[], bytes],
        *,
        audible: bool = False,
    ) -> None:
        """audible: sound can be had here, so it can be switched."""
        self._clock = clock
        self._journal = journal
        self._tell = tell
        self._entropy = entropy
        self._audible = audible
        self.closed = False
        """Whether the window has nothing more to show."""
        self._take(request)
        self._anew(request.source)

    def _take(self, request: SetRequest) -> None:
        self._plan, self._request = plan_from(request), request
        self._sets_today, self._week = request.sets_today, request.sets_this_week
        self.compact = request.mode == "compact"
        """Whether it shows as a strip."""

    def _anew(self, source: SetSource) -> None:
        """Begin another set of the same plan."""
        self._record = SetRecord(self._journal, self._tell, self._entropy, source)
        self._counted = self._hurt = False
        self._said = Said()
        self._toes_since: float | None = None
        self._overlay: Overlay = ""
        self.heard = self._request.sound.tones or self._request.sound.voice
        """Whether this set is to be heard."""
        self._seen = self._clock.read().monotonic
        self._session = begin(self._plan, float(self._request.get_ready), self._seen)

    @property
    def hurt(self) -> bool:
        """Whether it was ended because it hurt."""
        return self._hurt

    @property
    def session(self) -> Session:
        """Where the present set stands."""
        return self._session

    def picture(self) -> Picture:
        """Let time pass, keep what is worth keeping, and answer with what to show now."""
        now = self._pass_time()
        shown = self._shown(now.monotonic)
        shown = replace(shown, notice=notice_text(self._record.problem) or shown.notice)
        if self._overlay:
            shown = replace(shown, overlay=self._overlay, menu=self._menu(now.monotonic))
        if not self._request.still:
            return shown
        height, share = round(shown.height * 2) / 2, round(shown.phase_share * 2) / 2
        return replace(shown, height=height, phase_share=share, still=True)

    def strip(self) -> CompactPicture:
        """As `picture`, for the strip."""
        picture = self.picture()
        return compact_picture(picture, self._session, self._seen)

    def _pass_time(self) -> Moment:
        now = self._now()
        self._session = self._session.at(now.monotonic)
        self._keep(now)
        if self._toes_since is not None and ToeLifts(now.monotonic - self._toes_since).done:
            self._end_toes()
        if self._session.stage == "over":
            self._overlay = ""
            if self.compact and now.monotonic >= self._over_since + GOODBYE_SECONDS:
                self.closed = True
        return now

    def _now(self) -> Moment:
        """The present; where nobody was guided until then, since the machine slept, the set has paused."""
        now = self._clock.read()
        if now.asleep > SHORTEST_SLEEP or now.monotonic - self._seen > LONGEST_GAP:
            if self._session.stage == "get_ready":
                self._session = begin(self._session.plan, self._session.get_ready, now.monotonic)
            self._session = self._session.pause(self._seen)
        self._seen = now.monotonic
        return now

    def wait(self) -> float | None:
        """Seconds until the picture may look different; None when only a gesture changes it."""
        now = self._now().monotonic
        session = self._session
        if session.stage == "over":
            return self._wait_at_the_end(now)
        if session.stage == "paused":
            return SAVE_EVERY if self._record.problem else None
        if session.stage == "get_ready":
            return min(STILL_SECONDS / 2, max(0.001, session.countdown_left(now)))
        here = session.moment(now)
        if here.phase in ("hold", "rest"):
            return min(STILL_SECONDS, max(0.001, here.phase_left))
        return min(POSE_SECONDS, max(0.001, here.phase_left)) if self._request.still else FRAME_SECONDS

    def _wait_at_the_end(self, now: float) -> float | None:
        if self._toes_since is not None:
            return POSE_SECONDS if self._request.still else FRAME_SECONDS
        if self.compact:
            return max(0.001, self._over_since + GOODBYE_SECONDS - now)
        return SAVE_EVERY if self._record.problem else None

    def key(self, name: str) -> None:
        """A key was pressed (Tk's name for it)."""
        if is_modifier(name):
            return
        if self._overlay == "help" or (self._overlay and name == "Escape"):
            self._overlay = ""
            return
        if self._toes_since is not None and name in ("space", "Return", "Escape"):
            self._end_toes()
            return
        action = action_for(name, self._session.stage)
        if action:  # Tab, say, only goes from line to line of the menu
            self.act(action)

    def act(self, action: str) -> None:  # noqa: C901 - one line per kind of gesture
        """A button was pressed; one that does not fit the present stage does nothing."""
        moment = self._pass_time()
        now, session = moment.monotonic, self._session
        if self._overlay and action not in _STAYS_OPEN:
            self._overlay = ""
        if action in ("more", "help") and session.stage != "over":
            self._overlay = "more" if action == "more" else "help"
        elif action in ("compact", "full"):
            self._turn(to_strip=action == "compact" and not self.compact)
        elif action == "mute":
            self.heard = self._audible and not self.heard and session.stage != "over"
        elif action in ("slower", "faster"):
            self._session = session.change_pace(now, faster=action == "faster")
        elif session.stage == "over":
            self._answer(action, now)
        elif action == "start":
            self._session = session.start_now(now)
        elif action == "pause":
            self._session = session.resume(now) if session.stage == "paused" else session.pause(now)
        elif action == "skip_rest":
            self._session = session.skip_rest(now)
        elif action == "finish":
            self._session = session.finish(now)
        elif action in ("stop", "hurts", "leave"):
            self._stop(now, hurt=action == "hurts")
        self._keep(moment, at_once=action == "pause")
        self.closed = self.closed or self._session.ending == "left"

    def _stop(self, now: float, *, hurt: bool) -> None:
        self._session = self._session.stop(now)
        self._hurt = hurt and self._session.ending == "stopped"
        if self._hurt:
            self.compact = False  # what is told then has no room on the strip

    def _turn(self, *, to_strip: bool) -> None:
        """Between window and strip; nothing else changes."""
        if not to_strip or self._session.stage != "over":
            self.compact = to_strip

    def _answer(self, action: str, now: float) -> None:
        """Something was pressed on the last screen, or during the toe lifts."""
        if action == "done":
            self.closed = True
        elif action == "again" and not self._hurt:
            self._anew("window")
        elif action == "hurts" and self._toes_since is not None:
            self._end_toes()
            self._hurt = True
            self._record.amend(hurt=True)
        elif action == "toes" and not self._said.toes and not self._hurt:
            self._toes_since = now
        elif action == "toes end":
            self._end_toes()
        elif action in _EFFORTS and not self._hurt:
            self._said = replace(self._said, effort=_EFFORTS[action])
            self._record.amend(effort=_EFFORTS[action])
        elif action in _REMINDERS and self._hurt:
            self._said = replace(self._said, reminders=_REMINDERS[action])
            self._tell(WindowEvent("action", action=action))
        elif action in _OFFERS and self._request.offer and not self._said.offer:
            self._said = replace(self._said, offer=_OFFERS[action])
            self._tell(WindowEvent("action", action=f"{action} {self._request.offer.level}"))
        elif action == "learn safety":
            self._tell(WindowEvent("action", action=action))

    def ask(self, request: SetRequest) -> None:
        """Another set is asked for while the window shows: begin it from the summary, else go on with this.

        Raises BadValueError when the request can't be used; then nothing changes.
        """
        if self._session.stage != "over":
            return
        self._take(request)
        self._anew(request.source)

    def close(self) -> None:
        """The window is being closed, at whatever stage: what was done stays recorded."""
        self.act("stop")
        self.closed = True

    def _end_toes(self) -> None:
        self._toes_since = None
        self._said = replace(self._said, toes=True)

    def _keep(self, now: Moment, *, at_once: bool = False) -> None:
        self._record.save(self._session, now, at_once=at_once, hurt=self._hurt)
        if self._session.stage != "over" or self._counted:
            return
        self._counted = True
        self._over_since = now.monotonic
        if self._session.moment(now.monotonic).reps_done:
            self._sets_today += 1
            self._week = (*self._week[:-1], self._week[-1] + 1) if self._week else ()

    def _shown(self, now: float) -> Picture:
        if self._session.stage == "get_ready":
            return ready_picture(self._session, now, self._request.note)
        if self._session.stage != "over":
            return set_picture(self._session, now)
        if self._toes_since is not None:
            return toes_picture(ToeLifts(now - self._toes_since))
        counts, week = self._sets_today, self._week
        if self._hurt:
            return pain_picture(self._said, sets_today=counts, week=week)
        offer = self._request.offer
        return over_picture(self._session, self._said, sets_today=counts, week=week, offer=offer)

    def _menu(self, now: float) -> tuple[MenuItem, ...]:
        if self._overlay != "more":
            return ()
        pace = self._session.moment(now).pace
        return menu_items(
            audible=self._audible,
            heard=self.heard,
            slower=neighbour(pace, faster=False) is not None,
            faster=neighbour(pace, faster=True) is not None,
            begun=self._session.stage != "get_ready",
        )
