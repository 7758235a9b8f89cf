"""A hand on an icon's menu: opens it, unfolds what is inside, closes it, and sees its lines."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.desktop.desktops.menus import OpenMenu, read_menu
from tests.desktop.harness.processes import wait_until

if TYPE_CHECKING:
    from PIL import Image

    from tests.desktop.desktops.base import RealDesktop

BARE = (640, 500)
"""A place on every screen with nothing on it."""
MENU_SECONDS = 5.0
ICON = 12
"""Pixels from an icon's middle to its edge."""
WHEEL_DOWN, TURNS = 5, 20
SCROLL_BAR = 28
"""Pixels from a menu's right edge that an inner menu's scroll bar may take."""
LONGEST_INNER = 400
"""Pixels by which an unfolding inner menu may lengthen its menu."""


class TrialError(Exception):
    """A desktop, or our part on it, did not do what a hand asked for."""


class MenuHand:
    """Opens menus on one desktop; spots are pixels from the top left of the screen."""

    def __init__(self, desktop: RealDesktop) -> None:
        self._desktop = desktop

    def open(self, icon: tuple[int, int]) -> OpenMenu:
        """Open the menu of the icon there with a right click, and read it off the screen."""
        self._desktop.move(*icon)
        self._desktop.rest(0.3)
        before = self._desktop.image()
        self._desktop.click(*icon, 3)
        wait_until(lambda: self._read(before, icon), "a menu to come up", MENU_SECONDS)
        self._desktop.rest()
        self._desktop.wait_still()
        menu = self._read(before, icon)
        if menu is None:
            raise TrialError("The menu came up and went.")
        return menu

    def _read(self, before: Image.Image, icon: tuple[int, int]) -> OpenMenu | None:
        now = self._desktop.image()
        # The icon may move meanwhile, in ink of the menu's colour.
        place = (icon[0] - ICON, icon[1] - ICON, icon[0] + ICON, icon[1] + ICON)
        now.paste(before.crop(place), place[:2])
        menu = self._menu_of(read_menu(before, now))
        return menu if menu and menu.lines else None

    def _menu_of(self, menu: OpenMenu | None) -> OpenMenu | None:
        """The menu without the panel above it, where a lit icon may have the menu's colour."""
        top = self._desktop.menu_top
        return menu and replace(menu, lines=tuple(line for line in menu.lines if line >= top))

    def open_inner(self, menu: OpenMenu, line: int, count: int) -> list[tuple[int, int]]:
        """Open the inner menu of a line, which has `count` lines; where to click for each of them."""
        self._desktop.click(*menu.spot(line))
        spots = self._inner_spots(menu, line)
        if len(spots) != count and not self._desktop.inner_menu_unfolds:
            # Plasma places an inner menu before it has its lines, beyond the screen's edge if the icon is
            # near it, and rightly the next time.
            self._desktop.move(*menu.spot(0))
            self._desktop.rest()
            self._desktop.click(*menu.spot(line))
            spots = self._inner_spots(menu, line)
        if len(spots) != count:
            raise TrialError(f"The inner menu shows {len(spots)} lines instead of {count}.")
        return spots

    def inner_spot(self, menu: OpenMenu, line: int, count: int, wanted: int) -> tuple[int, int]:
        """Open the inner menu of a line, which has `count` lines; where to click for one, counted from 0."""
        if not self._desktop.inner_menu_unfolds:
            return self.open_inner(menu, line, count)[wanted]
        self._desktop.click(*menu.spot(line))
        spots = self._inner_spots(menu, line)
        if len(spots) == count or wanted < len(spots) - 1:  # the last one may be cut
            return spots[wanted]
        # What is longer than the screen is turned with the wheel, to its end.
        self._desktop.click(*spots[0], WHEEL_DOWN, TURNS)
        return self._inner_spots(menu, line)[wanted - count]

    def _inner_spots(self, menu: OpenMenu, line: int) -> list[tuple[int, int]]:
        self._desktop.rest()
        self._desktop.wait_still()
        now = self._desktop.image()
        if self._desktop.inner_menu_unfolds:
            return self._unfolded(menu, line, now)
        beside = now.copy()  # the outer menu changed too, where its line is lit
        beside.paste(menu.picture.crop(menu.box), menu.box)
        inner = read_menu(menu.picture, beside, menu.background)
        return [inner.spot(number) for number in range(len(inner.lines))] if inner else []

    def close(self) -> None:
        """Leave an open menu without choosing."""
        self._desktop.close_menu()
        self._desktop.rest()

    def _unfolded(self, menu: OpenMenu, line: int, now: Image.Image) -> list[tuple[int, int]]:
        """The lines to be seen of an inner menu that has opened inside its menu."""
        # The screen as if it had no menu: its place painted over, so that all of it counts as new.
        bare = menu.picture.copy()
        left, top, right, bottom = menu.box
        bare.paste((255, 0, 255), (left, top, right, min(bottom + LONGEST_INNER, bare.height)))
        whole = self._menu_of(read_menu(bare, now, menu.background, SCROLL_BAR))
        seen = len(whole.lines) - len(menu.lines) if whole else 0
        if whole is None or seen < 1:
            raise TrialError("The inner menu did not unfold.")
        return [whole.spot(line + 1 + number) for number in range(seen)]
