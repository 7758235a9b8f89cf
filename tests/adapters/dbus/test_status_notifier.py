"""The StatusNotifierItem icon, seen from the watcher's and the panel's side."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import PIL.Image
import pytest
from jeepney import HeaderFields, MessageType

from soleus_tray.adapters.dbus.bus import Bus
from soleus_tray.adapters.tray.pixmaps import SIZES, argb, pixmaps_of
from soleus_tray.adapters.tray.pystray_base import Menu, MenuItem
from soleus_tray.adapters.tray.status_notifier import ITEM, ITEM_PATH, MENU_PATH, Icon
from tests.adapters.dbus.peers import Peer, Watcher, until

if TYPE_CHECKING:
    from collections.abc import Iterator

MENU = "com.canonical.dbusmenu"
SPECIFIED = {
    "Category": ("s", "ApplicationStatus"),
    "Id": ("s", "soleus-tray"),
    "Title": ("s", "42 min sitting"),
    "Status": ("s", "Active"),
    "WindowId": ("i", 0),
    "IconName": ("s", ""),
    "IconThemePath": ("s", ""),
    "IconAccessibleDesc": ("s", "42 min sitting"),
    "OverlayIconName": ("s", ""),
    "OverlayIconPixmap": ("a(iiay)", []),
    "AttentionIconName": ("s", ""),
    "AttentionIconPixmap": ("a(iiay)", []),
    "AttentionMovieName": ("s", ""),
    "AttentionAccessibleDesc": ("s", ""),
    "ToolTip": ("(sa(iiay)ss)", ("", [], "42 min sitting", "")),
    "ItemIsMenu": ("b", False),
    "Menu": ("o", MENU_PATH),
}


class Square:
    """An icon of one colour in every size."""

    def __init__(self, *colour):
        self.colour = bytes(colour)

    def pixmaps(self):
        return [(size, size, self.colour * size * size) for size in SIZES]


class Shown:
    """An icon that runs on a thread, and what it was asked."""

    def __init__(self, address):
        self.asked, self.state = [], {"standing": False, "today": 0}
        self.hosted = []
        self.bus = Bus(address)
        self.icon = Icon(
            "soleus-tray",
            Square(255, 1, 2, 3),
            "42 min sitting",
            self.menu(),
            bus=self.bus,
            on_hosted=self.hosted.append,
        )
        self.thread = threading.Thread(target=self.icon.run, daemon=True)

    def menu(self):
        def ask(word):
            return lambda: self.asked.append(word)

        return Menu(
            MenuItem("Begin a set", ask("begin"), default=True),
            Menu.SEPARATOR,
            MenuItem(
                "Snooze", Menu(MenuItem("5 min", ask("snooze 5")), MenuItem("10 min", ask("snooze 10")))
            ),
            MenuItem("I'm_standing", ask("standing"), checked=lambda _: self.state["standing"]),
            MenuItem("Fast", ask("fast"), checked=lambda _: True, radio=True),
            MenuItem(lambda _: f"{self.state['today']} sets today", ask("today"), enabled=False),
        )


@pytest.fixture
def shown(private_bus) -> Iterator[Shown]:
    one = Shown(private_bus.address)
    one.thread.start()
    yield one
    one.icon.stop()
    one.thread.join(10)
    one.bus.close()
    assert not one.thread.is_alive()


@pytest.fixture
def watcher(private_bus) -> Iterator[Watcher]:
    panel = Watcher(private_bus.address)
    yield panel
    panel.close()


@pytest.fixture
def host(watcher, shown) -> Watcher:
    """The watcher, once it has the icon."""
    until(lambda: shown.icon.hosted, "the icon in the panel")
    return watcher


def item(host, member, signature="", *body, interface=ITEM, path=ITEM_PATH):
    return host.ask(host.items()[-1], path, interface, member, signature, *body)


def layout(host, parent=0, depth=-1, names=()):
    return item(host, "GetLayout", "iias", parent, depth, list(names), interface=MENU, path=MENU_PATH).body


def labels(node):
    """Return the tree of (number, label) under a layout's node."""
    number, properties, children = node
    text = properties.get("label", properties.get("type", ("s", "")))[1]
    return (number, text, [labels(child) for _, child in children])


def number_of(node, label):
    number, text, _ = labels(node)
    if text == label:
        return number
    return next((found for _, child in node[2] if (found := number_of(child, label)) is not None), None)


def click(host, label, event="clicked"):
    number = number_of(layout(host)[1], label)
    return item(host, "Event", "isvu", number, event, ("s", ""), 0, interface=MENU, path=MENU_PATH)


def test_it_registers_under_its_connections_own_name(host, shown):
    # GNOME's extension loses items whose well-known name it has to look up.
    assert host.items() == [shown.bus.unique_name]


@pytest.mark.parametrize("name", sorted(SPECIFIED))
def test_every_property_of_the_specification_is_answered(host, name):
    assert host.get(host.items()[-1], ITEM_PATH, ITEM, name) == SPECIFIED[name]


def test_all_properties_come_at_once_with_the_icon_in_every_size(host):
    everything = item(host, "GetAll", "s", ITEM, interface="org.freedesktop.DBus.Properties").body[0]

    kind, pixmaps = everything.pop("IconPixmap")
    assert everything == SPECIFIED
    assert kind == "a(iiay)"
    assert [(width, height, len(data)) for width, height, data in pixmaps] == [
        (n, n, n * n * 4) for n in SIZES
    ]
    assert pixmaps[0][2][:4] == bytes((255, 1, 2, 3))


def test_introspection_names_both_objects_and_all_members(host):
    root = item(host, "Introspect", interface="org.freedesktop.DBus.Introspectable", path="/").body[0]
    described = item(host, "Introspect", interface="org.freedesktop.DBus.Introspectable").body[0]
    menu = item(host, "Introspect", interface="org.freedesktop.DBus.Introspectable", path=MENU_PATH).body[0]

    assert 'name="StatusNotifierItem"' in root
    assert 'name="MenuBar"' in root
    for name in (
        *SPECIFIED,
        "Activate",
        "SecondaryActivate",
        "ContextMenu",
        "Scroll",
        "NewIcon",
        "NewStatus",
    ):
        assert f'name="{name}"' in described
    assert all(f'name="{name}"' in menu for name in ("GetLayout", "AboutToShowGroup", "LayoutUpdated"))


@pytest.mark.parametrize("member", ["Activate", "SecondaryActivate"])
def test_a_click_is_the_default_action(host, shown, member):
    item(host, member, "ii", 3, 4)

    assert shown.asked == ["begin"]


def test_scrolling_and_the_panel_s_own_menu_request_do_nothing(host, shown):
    item(host, "Scroll", "is", 120, "vertical")
    item(host, "ContextMenu", "ii", 0, 0)
    item(host, "ProvideXdgActivationToken", "s", "token")

    assert shown.asked == []


def test_wrong_types_are_refused_and_the_next_click_counts(host, shown):
    assert item(host, "Activate", "ss", "3", "4").header.message_type is MessageType.error
    assert item(host, "Activate").header.message_type is MessageType.error
    assert item(host, "Explode").header.message_type is MessageType.error
    item(host, "Activate", "ii", 0, 0)

    assert shown.asked == ["begin"]


def test_a_new_icon_and_title_are_announced(host, shown):
    host.listen(f"type='signal',interface='{ITEM}'")

    shown.icon.icon = Square(255, 9, 9, 9)
    shown.icon.title = "due"
    shown.icon.title = "due"

    until(lambda: host.heard("NewToolTip"), "the signals")
    assert [one.header.fields[HeaderFields.member] for one in host.signals if one.body == ()][-3:] == [
        "NewIcon",
        "NewTitle",
        "NewToolTip",
    ]
    assert host.get(host.items()[-1], ITEM_PATH, ITEM, "IconPixmap")[1][0][2][:4] == bytes((255, 9, 9, 9))
    assert host.get(host.items()[-1], ITEM_PATH, ITEM, "Title") == ("s", "due")


def test_an_icon_with_no_default_action_says_that_it_is_a_menu(host, shown):
    shown.icon.menu = Menu(MenuItem("Only", lambda: None))

    assert host.get(host.items()[-1], ITEM_PATH, ITEM, "ItemIsMenu") == ("b", True)


def test_without_a_menu_none_is_offered(host, shown):
    shown.icon.menu = None

    assert host.get(host.items()[-1], ITEM_PATH, ITEM, "Menu") == ("o", "/NO_DBUSMENU")
    assert labels(layout(host)[1])[2] == []


def test_a_new_panel_gets_the_icon_again(host, shown, private_bus):
    host.close()
    until(lambda: not shown.icon.hosted, "the loss")

    new = Watcher(private_bus.address)

    until(lambda: shown.icon.hosted and new.items(), "the icon in the new panel")
    assert shown.hosted == [True, False, True]
    new.close()


def test_a_watcher_without_a_host_does_not_count_until_a_host_comes(private_bus, shown):
    lonely = Watcher(private_bus.address, host=False)
    until(lonely.items, "the registration")
    assert not shown.icon.hosted

    lonely.set_host(True)
    until(lambda: shown.icon.hosted, "the host")
    lonely.set_host(False)
    until(lambda: not shown.icon.hosted, "the host's end")
    lonely.close()


def test_hiding_says_passive_and_showing_registers_anew(host, shown):
    host.listen("type='signal',member='NewStatus'")
    shown.icon.visible = False
    until(lambda: [one.body for one in host.heard("NewStatus")] == [("Passive",)], "the goodbye")
    assert not shown.icon.hosted
    shown.icon.visible = True

    until(lambda: len(host.items()) == 2 and shown.icon.hosted, "the new registration")


def test_stopping_an_icon_with_a_bus_of_its_own_takes_it_off_the_bus(host, private_bus, monkeypatch):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", private_bus.address)
    daemon = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
    icon = Icon("alone", Square(255, 0, 0, 0), "Alone")
    thread = threading.Thread(target=icon.run, daemon=True)
    thread.start()
    until(lambda: icon.hosted, "the registration")
    name = host.items()[-1]

    icon.stop()

    until(lambda: host.ask(*daemon, "NameHasOwner", "s", name).body == (False,), "the goodbye")
    thread.join(5)
    assert not thread.is_alive()


def test_it_comes_back_after_the_session_bus_was_restarted(host, shown, private_bus):
    private_bus.kill()
    until(lambda: not shown.icon.hosted, "the loss")
    private_bus.start()

    new = Watcher(private_bus.address)

    until(lambda: shown.icon.hosted and new.items(), "the icon on the new bus")
    item(new, "Activate", "ii", 0, 0)
    assert shown.asked == ["begin"]
    new.close()


def test_a_panel_that_refuses_is_asked_again(private_bus, shown, monkeypatch):
    monkeypatch.setattr("soleus_tray.adapters.tray.status_notifier.RETRY_SECONDS", 0.01)
    moody = Watcher(private_bus.address, accepts=False)
    until(lambda: len(moody.items()) > 1, "the second request")
    assert not shown.icon.hosted

    moody.accepts = True

    until(lambda: shown.icon.hosted, "the icon in the panel")
    moody.close()


def test_an_icon_with_its_own_bus_runs_detached_and_closes_it(private_bus, watcher, monkeypatch):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", private_bus.address)
    icon = Icon("other", PIL.Image.new("RGBA", (8, 8), "red"), "title", Menu(MenuItem("Quit", lambda: None)))

    icon.run_detached()
    until(lambda: icon.hosted, "the icon in the panel")
    pixmap = watcher.get(watcher.items()[-1], ITEM_PATH, ITEM, "IconPixmap")[1][0]
    icon.stop()

    assert pixmap == (16, 16, bytes((255, 255, 0, 0)) * 256)
    until(lambda: not icon._bus.connected, "the end")


def test_a_notification_of_pystray_s_own_kind_is_sent_and_removed(private_bus, shown):
    server = Peer(private_bus.address, "org.freedesktop.Notifications")
    server.methods = {"Notify": lambda _: ("u", (5,)), "CloseNotification": lambda _: ("", ())}

    shown.icon.notify("Well done", "A set")
    until(lambda: shown.icon._notification == 5, "the number")
    shown.icon.remove_notification()

    until(lambda: server.called("CloseNotification"), "the removal")
    assert server.called("Notify")[0].body[3:5] == ("A set", "Well done")
    server.close()


# ---- the menu ------------------------------------------------------------------------------------------


def test_the_menu_is_laid_out_with_its_kinds(host):
    revision, root = layout(host)
    lines = {
        text: (number, properties)
        for (number, text, _), (_, (_, properties, _)) in zip(labels(root)[2], root[2], strict=True)
    }

    assert revision >= 1
    assert list(lines) == ["Begin a set", "separator", "Snooze", "I'm__standing", "Fast", "0 sets today"]
    assert lines["Snooze"][1]["children-display"] == ("s", "submenu")
    assert lines["I'm__standing"][1]["toggle-type"] == ("s", "checkmark")
    assert lines["I'm__standing"][1]["toggle-state"] == ("i", 0)
    assert lines["Fast"][1]["toggle-type"] == ("s", "radio")
    assert lines["Fast"][1]["toggle-state"] == ("i", 1)
    assert lines["0 sets today"][1]["enabled"] == ("b", False)
    assert [text for _, text, _ in labels(root)[2][2][2]] == ["5 min", "10 min"]


def test_a_layout_may_be_asked_in_part(host):
    snooze = number_of(layout(host)[1], "Snooze")

    assert labels(layout(host, depth=0)[1])[2] == []
    assert labels(layout(host, depth=1)[1])[2][2][2] == []
    assert [text for _, text, _ in labels(layout(host, parent=snooze)[1])[2]] == ["5 min", "10 min"]
    assert set(layout(host, names=["label"])[1][2][0][1][1]) == {"label"}
    wrong = item(host, "GetLayout", "iias", 999, -1, [], interface=MENU, path=MENU_PATH)
    assert wrong.header.message_type is MessageType.error


def test_properties_may_be_asked_one_by_one_and_in_groups(host):
    begin = number_of(layout(host)[1], "Begin a set")
    ask = {"interface": MENU, "path": MENU_PATH}

    assert item(host, "GetProperty", "is", begin, "label", **ask).body == (("s", "Begin a set"),)
    assert item(host, "GetProperty", "is", begin, "toggle-state", **ask).body == (("i", -1),)
    assert item(host, "GetProperty", "is", begin, "colour", **ask).header.message_type is MessageType.error
    group = item(host, "GetGroupProperties", "aias", [begin, 999], ["label"], **ask).body[0]
    assert group == [(begin, {"label": ("s", "Begin a set")})]
    assert len(item(host, "GetGroupProperties", "aias", [], [], **ask).body[0]) == 9
    assert host.get(host.items()[-1], MENU_PATH, MENU, "Version") == ("u", 3)
    assert host.get(host.items()[-1], MENU_PATH, MENU, "Status") == ("s", "normal")


def test_choosing_a_line_asks_for_its_action_and_nothing_else_does(host, shown):
    click(host, "10 min")
    click(host, "10 min", "hovered")
    click(host, "Snooze")
    click(host, "separator")
    click(host, "0 sets today")
    unknown = item(host, "Event", "isvu", 999, "clicked", ("s", ""), 0, interface=MENU, path=MENU_PATH)

    assert shown.asked == ["snooze 10"]
    assert unknown.header.message_type is MessageType.error


def test_events_may_come_in_groups(host, shown):
    begin = number_of(layout(host)[1], "Begin a set")
    clicked = ("clicked", ("s", ""), 0)

    some = item(
        host, "EventGroup", "a(isvu)", [(begin, *clicked), (999, *clicked)], interface=MENU, path=MENU_PATH
    )
    none = item(host, "EventGroup", "a(isvu)", [(999, *clicked)], interface=MENU, path=MENU_PATH)

    assert some.body == ([999],)
    assert none.header.message_type is MessageType.error
    assert shown.asked == ["begin"]


def test_an_action_that_raises_is_told_to_the_panel_and_the_menu_goes_on(host, shown):
    shown.icon.menu = Menu(
        MenuItem("Bad", lambda: 1 / 0), MenuItem("Good", lambda: shown.asked.append("good"))
    )

    assert click(host, "Bad").header.message_type is MessageType.error
    click(host, "Good")

    assert shown.asked == ["good"]


def test_about_to_show_is_true_only_when_something_changed(host, shown):
    ask = {"interface": MENU, "path": MENU_PATH}
    assert item(host, "AboutToShow", "i", 0, **ask).body == (False,)

    shown.state["today"] = 3

    assert item(host, "AboutToShow", "i", 0, **ask).body == (True,)
    assert item(host, "AboutToShow", "i", 0, **ask).body == (False,)
    assert number_of(layout(host)[1], "3 sets today") is not None
    assert item(host, "AboutToShowGroup", "ai", [0, 999], **ask).body == ([], [999])


def test_a_changed_label_keeps_every_number_and_updates_one_property(host, shown):
    host.listen(f"type='signal',interface='{MENU}'")
    before = layout(host)

    shown.state.update(today=1, standing=True)
    shown.icon.update_menu()
    shown.icon.update_menu()

    until(lambda: host.heard("ItemsPropertiesUpdated"), "the update")
    after = layout(host)
    today, standing = number_of(before[1], "0 sets today"), number_of(before[1], "I'm__standing")
    assert [one.body for one in host.heard("ItemsPropertiesUpdated")] == [
        ([(standing, {"toggle-state": ("i", 1)}), (today, {"label": ("s", "1 sets today")})], [])
    ]
    assert host.heard("LayoutUpdated") == []
    assert after[0] == before[0]
    assert number_of(after[1], "1 sets today") == today


def test_a_line_added_to_a_submenu_is_told_of_that_submenu(host, shown):
    """A host that reads one level at a time would not look there for a change at the root."""
    inner = [MenuItem("5 min", lambda: None)]
    shown.icon.menu = Menu(MenuItem("Later", Menu(lambda: inner)), MenuItem("Quit", lambda: None))
    before = layout(host)
    host.listen(f"type='signal',interface='{MENU}'")

    inner.append(MenuItem("End snooze", lambda: None))
    shown.icon.update_menu()

    until(lambda: host.heard("LayoutUpdated"), "the update")
    later = number_of(layout(host)[1], "Later")
    assert [one.body for one in host.heard("LayoutUpdated")] == [(before[0] + 1, later)]
    assert number_of(before[1], "Later") == later


def test_an_added_line_changes_the_layout_and_moves_no_other_number(host, shown):
    host.listen(f"type='signal',interface='{MENU}'")
    before = layout(host)

    shown.icon.menu = Menu(MenuItem("New", lambda: shown.asked.append("new")), *shown.menu())

    until(lambda: host.heard("LayoutUpdated"), "the update")
    after = layout(host)
    assert host.heard("LayoutUpdated")[0].body == (after[0], 0)
    assert after[0] == before[0] + 1
    for label in ("Begin a set", "Snooze", "10 min", "I'm__standing", "Fast"):
        assert number_of(after[1], label) == number_of(before[1], label)
    assert number_of(after[1], "New") > 8


def test_a_click_meant_for_a_line_that_is_gone_does_nothing(host, shown):
    begin = number_of(layout(host)[1], "Begin a set")
    shown.icon.menu = Menu(
        MenuItem("Quit", lambda: shown.asked.append("quit")), MenuItem("More", lambda: None)
    )

    late = item(host, "Event", "isvu", begin, "clicked", ("s", ""), 0, interface=MENU, path=MENU_PATH)

    assert late.header.message_type is MessageType.error
    assert shown.asked == []


def test_pixels_are_put_into_network_order():
    assert argb(bytes((1, 2, 3, 4, 5, 6, 7, 8))) == bytes((4, 1, 2, 3, 8, 5, 6, 7))


def test_a_pillow_image_is_offered_in_every_size():
    pixmaps = pixmaps_of(PIL.Image.new("RGB", (64, 64), (1, 2, 3)))

    assert [width for width, _, _ in pixmaps] == list(SIZES)
    assert pixmaps[1] == (22, 22, bytes((255, 1, 2, 3)) * 22 * 22)
