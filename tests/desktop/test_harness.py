"""The virtual desktop itself: what the other desktop tests stand on."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PIL import Image

from tests.desktop.harness import Layout, VirtualDesktop, wait_until

ASK = [
    "notify-send",
    "-A",
    "begin=Begin",
    "-A",
    "snooze=Snooze 10 min",
    "-A",
    "skip=Skip",
    "An hour",
    "Legs?",
]


def test_a_click_and_typed_words_reach_a_window(desktop, tmp_path):
    said = tmp_path / "said"
    desktop.spawn(["xterm", "-title", "asker", "-e", f"read line; echo $line > {said}"])
    window = desktop.wait_window(name="asker")

    desktop.click(*window.centre)
    desktop.type_text("two minutes")
    desktop.key("Return")

    wait_until(lambda: said.exists() and said.read_text(), "the typed words")
    assert said.read_text() == "two minutes\n"
    desktop.wait_no_window(name="asker")


def test_a_screenshot_shows_the_window_that_is_open(desktop, tmp_path):
    desktop.spawn(["xterm", "-title", "red", "-bg", "#c01020"])
    window = desktop.wait_window(name="red")
    wait_until(lambda: desktop.find_colour((0xC0, 0x10, 0x20), window.box), "the red window's paint")

    whole = desktop.screenshot(tmp_path / "new folder" / "all.png")
    part = desktop.screenshot(tmp_path / "part.png", region=window.box)

    assert Image.open(whole).size == (1280, 800)
    assert Image.open(part).size == (window.width, window.height)
    assert Image.open(part).convert("RGB").getpixel((window.width // 2, window.height // 2)) == (
        0xC0,
        0x10,
        0x20,
    )


@pytest.mark.parametrize(
    ("label", "key"), [("Begin", "begin"), ("Snooze 10 min", "snooze"), ("Skip", "skip")]
)
def test_each_button_of_a_notification_can_be_pressed_by_its_label(shared_desktop, label, key):
    sent, invoked = len(shared_desktop.notifications.sent), len(shared_desktop.notifications.invoked)
    asking = shared_desktop.spawn(ASK)

    assert shared_desktop.notifications.wait_sent(sent + 1).buttons == ["Begin", "Snooze 10 min", "Skip"]
    shared_desktop.press_notification(label)

    wait_until(lambda: len(shared_desktop.notifications.invoked) > invoked, "the button's answer")
    assert shared_desktop.notifications.invoked[-1][1] == key
    wait_until(lambda: asking.poll() is not None, "notify-send to end")


def test_a_killed_panel_and_notification_server_come_back(desktop):
    before = desktop.bus.process_of("org.kde.StatusNotifierWatcher")

    desktop.restart_panel()
    desktop.restart_notification_server()

    assert desktop.bus.process_of("org.kde.StatusNotifierWatcher") != before
    assert desktop.bus.has_tray_host()


def test_nothing_starts_a_notification_server_that_was_left_out(desktop_programs):
    with VirtualDesktop(Layout(notification_server=False, panel="none")) as desktop:
        answer = desktop.run(["notify-send", "hello"], check=False)

        assert answer.returncode != 0
        assert desktop.notification_window() is None


def test_without_a_bus_programs_find_none_while_the_desktop_keeps_its_own(desktop_programs):
    with VirtualDesktop(Layout(bus=False)) as desktop:
        answer = desktop.run(["notify-send", "hello"], check=False)

        assert "Could not connect" in answer.stderr
        assert desktop.bus.has_tray_host()


def test_a_tray_that_knows_only_xembed(desktop_programs):
    with VirtualDesktop(Layout(panel="tint2")) as desktop:
        assert desktop.windows(class_name="tint2")
        assert not desktop.bus.has_tray_host()


def test_a_finer_screen_reports_its_dots_per_inch(desktop_programs):
    with VirtualDesktop(Layout(dpi=192, panel="none")) as desktop:
        assert "192x192 dots per inch" in desktop.run(["xdpyinfo"]).stdout


def test_nothing_is_left_when_a_desktop_ends(desktop_programs):
    with VirtualDesktop() as desktop:
        folder = desktop.folder
        mark = f"HOME={desktop.home}".encode()
        assert _processes_with(mark)

    assert not folder.exists()
    wait_until(lambda: not _processes_with(mark), "the desktop's processes to end")


def _processes_with(mark: bytes) -> list[str]:
    """The processes whose environment has the mark, ourselves excepted."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                if mark in (entry / "environ").read_bytes():
                    found.append(entry.name)
            except OSError:
                continue  # it ended meanwhile, or is somebody else's
    return found
