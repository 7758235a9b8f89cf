"""Reading a menu off the screen, which the trials on other desktops rest on."""

from __future__ import annotations

from PIL import Image, ImageDraw

from tests.desktop.desktops.menus import read_menu

BARE = Image.new("RGB", (400, 300), (32, 41, 46))


def _with_menu(lines: int, separator_after: int | None = None) -> Image.Image:
    picture = BARE.copy()
    draw = ImageDraw.Draw(picture)
    draw.rectangle((100, 50, 300, 60 + 25 * lines), fill=(250, 250, 250))
    for line in range(lines):
        draw.text((140, 60 + 25 * line), "Begin a set", fill=(0, 0, 0))
        if line == separator_after:
            draw.line((104, 78 + 25 * line, 296, 78 + 25 * line), fill=(200, 200, 200))
    return picture


def test_each_line_is_found_and_the_rule_between_groups_is_none():
    menu = read_menu(BARE, _with_menu(5, separator_after=1))

    assert menu is not None
    assert len(menu.lines) == 5
    assert all(60 + 25 * line <= y <= 75 + 25 * line for line, y in enumerate(menu.lines))
    assert menu.spot(0)[0] == 200


def test_nothing_new_on_the_screen_is_no_menu():
    assert read_menu(BARE, BARE.copy()) is None


def test_a_changed_line_looks_different():
    other = _with_menu(3)
    ImageDraw.Draw(other).text((200, 85), "today", fill=(0, 0, 0))
    before, after = read_menu(BARE, _with_menu(3)), read_menu(BARE, other)

    assert before is not None
    assert after is not None
    assert before.look(0).tobytes() == after.look(0).tobytes()
    assert before.look(1).tobytes() != after.look(1).tobytes()
