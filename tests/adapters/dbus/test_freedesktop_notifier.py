"""Notifications over a private bus, with the test as their server."""

from __future__ import annotations

import threading

import pytest

from soleus_tray.adapters.dbus.bus import Bus
from soleus_tray.adapters.notifier.freedesktop import FreedesktopNotifier, notify_body
from soleus_tray.adapters.notifier.plyer import NO_BUTTONS, PlyerNotifier
from soleus_tray.adapters.notifier.unavailable import NO_BUS, NO_SERVICE
from soleus_tray.ports.notifier import Answer, Notification
from tests.adapters.dbus.peers import NotificationServer, Peer, until

BUTTONS = (("begin", "Begin"), ("snooze 600", "Snooze 10 min"), ("skip", "Skip"))


def reminder(key="k1", buttons=BUTTONS, **more):
    return Notification(key, "Time for your heels", "An hour <of> sitting & counting.", buttons, **more)


class Desk:
    """A notifier under test, the answers it gave, and what went to plyer."""

    def __init__(self, bus):
        self.answers, self.delivered = [], []
        last = PlyerNotifier(self.answers.append, bus, lambda *words: self.delivered.append(words))
        self.notifier = FreedesktopNotifier(bus, self.answers.append, last)

    def kinds(self):
        return [(one.key, one.kind) for one in self.answers]

    def send(self, one):
        self.notifier.send(one)

    def wait(self, *kinds):
        until(lambda: self.kinds() == list(kinds), f"{kinds}, not {self.kinds()}")


@pytest.fixture
def server(private_bus):
    one = NotificationServer(private_bus.address)
    yield one
    one.close()


@pytest.fixture
def desk(bus):
    return Desk(bus)


def test_a_reminder_is_shown_with_its_buttons(server, desk):
    desk.send(reminder(sticky=True))
    desk.wait(("k1", "shown"))

    app, replaces, icon, title, body, actions, hints, timeout = server.called("Notify")[0].body
    assert (app, replaces, icon, title) == ("Soleus Tray", 0, "", "Time for your heels")
    assert body == "An hour <of> sitting & counting."
    assert actions == ["default", "", "begin", "Begin", "snooze 600", "Snooze 10 min", "skip", "Skip"]
    assert hints == {"urgency": ("y", 1), "desktop-entry": ("s", "soleus-tray")}
    assert timeout == 0
    assert desk.notifier.buttons is True


@pytest.mark.parametrize("action", ["begin", "snooze 600", "skip", "default"])
def test_each_button_and_the_body_answer_once(server, desk, action):
    desk.send(reminder())
    desk.wait(("k1", "shown"))

    server.press(server.number, action)
    server.press(server.number, action)
    server.closed(server.number, 2)
    until(lambda: server.called("CloseNotification"), "our own closing")
    desk.send(reminder("k2"))
    until(lambda: ("k2", "shown") in desk.kinds(), "the next one")

    assert desk.answers[1] == Answer("k1", "action", action)
    assert desk.kinds() == [("k1", "shown"), ("k1", "action"), ("k2", "shown")]


@pytest.mark.parametrize(("reason", "kind"), [(1, "expired"), (2, "dismissed"), (4, "dismissed")])
def test_a_closed_notification_says_why_and_its_number_is_not_used_again(server, desk, reason, kind):
    desk.send(reminder())
    desk.wait(("k1", "shown"))

    server.closed(server.number, reason)
    desk.wait(("k1", "shown"), ("k1", kind))
    desk.send(reminder("k2"))
    desk.wait(("k1", "shown"), ("k1", kind), ("k2", "shown"))

    assert [one.body[1] for one in server.called("Notify")] == [0, 0]


def test_a_new_notification_replaces_the_last_and_late_clicks_count_for_the_new_one(server, desk):
    desk.send(reminder())
    desk.wait(("k1", "shown"))
    desk.send(reminder("k2"))
    desk.wait(("k1", "shown"), ("k2", "shown"))

    server.press(server.number, "begin")
    until(lambda: len(desk.answers) == 3, "the answer")

    assert [one.body[1] for one in server.called("Notify")] == [0, server.number]
    assert desk.answers[-1] == Answer("k2", "action", "begin")


def test_signals_about_other_notifications_and_from_strangers_are_ignored(server, desk, private_bus, bus):
    desk.send(reminder())
    desk.wait(("k1", "shown"))
    stranger = Peer(private_bus.address)

    server.press(server.number + 1, "begin")
    server.closed(server.number + 1, 2)
    where = (server.PATH, server.NAME, "ActionInvoked", "us", server.number, "begin")
    stranger.emit(*where)
    stranger.emit(*where, to=bus.unique_name)
    stranger.ask("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "GetId")
    server.press(server.number, "skip")
    until(lambda: len(desk.answers) > 1, "the true answer")

    assert desk.answers[1:] == [Answer("k1", "action", "skip")]
    stranger.close()


def test_withdrawing_closes_it_and_answers_nothing(server, desk):
    desk.send(reminder())
    desk.wait(("k1", "shown"))

    desk.notifier.withdraw()
    until(lambda: server.called("CloseNotification"), "the closing")
    server.closed(server.number, 3)
    desk.send(reminder("k2"))
    desk.wait(("k1", "shown"), ("k2", "shown"))

    assert server.called("CloseNotification")[0].body == (11,)
    assert server.called("Notify")[1].body[1] == 0


def test_one_withdrawn_on_its_way_is_closed_when_it_arrives(server, desk):
    held = []
    server.methods["Notify"] = held.append
    desk.send(reminder())
    until(lambda: held, "the request")
    desk.notifier.withdraw()
    desk.notifier._bus.call_soon(lambda: server.methods.update(Notify=lambda _: ("u", (9,))))
    until(lambda: server.methods["Notify"] != held.append, "the withdrawal")

    server._reply(held[0])

    until(lambda: server.called("CloseNotification"), "the closing")
    assert server.called("CloseNotification")[0].body == (9,)
    assert desk.kinds() == [("k1", "shown")]


def test_of_several_sent_at_once_the_last_one_stays_and_each_is_answered(server, desk):
    for number in range(5):
        desk.send(reminder(f"k{number}"))

    until(lambda: len(desk.answers) == 5, "five answers")
    assert desk.answers[-1] == Answer("k4", "shown")
    assert {one.key for one in desk.answers} == {f"k{number}" for number in range(5)}
    assert all(one.kind == "shown" or one.reason for one in desk.answers)


def test_a_server_without_buttons_is_told_how_in_the_body(private_bus, bus):
    plain = NotificationServer(private_bus.address, ("body", "body-markup"))
    desk = Desk(bus)
    desk.send(reminder())
    desk.wait(("k1", "shown"))

    body, actions = plain.called("Notify")[0].body[4:6]
    assert body == f"An hour &lt;of&gt; sitting &amp; counting. {NO_BUTTONS}"
    assert actions == []
    assert desk.notifier.buttons is False
    plain.close()


def test_a_message_without_buttons_is_transient_and_not_clickable():
    body = notify_body(reminder(buttons=()), 0, "icon", frozenset({"actions"}))

    assert body[5] == []
    assert body[6]["transient"] == ("b", True)
    assert body[7] == -1


def test_lxqt_gets_three_buttons_rather_than_a_list_of_four(private_bus, bus):
    server = NotificationServer(private_bus.address, product="lxqt-notificationd")
    desk = Desk(bus)
    until(lambda: server.called("GetServerInformation"), "the question")
    desk.send(reminder())
    desk.wait(("k1", "shown"))
    assert server.called("Notify")[0].body[5] == [word for button in BUTTONS for word in button]
    server.close()


def test_a_killed_server_loses_its_notification_and_the_new_one_is_asked_anew(server, desk, private_bus):
    desk.send(reminder())
    desk.wait(("k1", "shown"))

    server.close()
    desk.wait(("k1", "shown"), ("k1", "expired"))
    until(lambda: desk.notifier.buttons is None, "not knowing")
    new = NotificationServer(private_bus.address, ("body",))
    until(lambda: desk.notifier.buttons is False, "the new capabilities")
    desk.send(reminder("k2"))
    desk.wait(("k1", "shown"), ("k1", "expired"), ("k2", "shown"))

    assert new.called("Notify")[0].body[1] == 0
    assert len(new.called("GetCapabilities")) == 1
    new.close()


def test_with_no_server_it_fails_and_names_the_remedy(desk):
    desk.send(reminder())

    until(lambda: desk.answers, "the answer")
    assert desk.answers == [Answer("k1", "failed", reason=NO_SERVICE)]
    assert desk.delivered == []


def test_a_server_that_refuses_leaves_the_message_to_plyer(server, desk):
    server.methods.pop("Notify")
    desk.send(reminder())

    desk.wait(("k1", "shown"))
    assert desk.delivered == [("Time for your heels", f"An hour <of> sitting & counting. {NO_BUTTONS}")]


def test_a_server_that_does_not_answer_leaves_the_message_to_plyer(server, desk, monkeypatch):
    monkeypatch.setattr("soleus_tray.adapters.notifier.freedesktop.NOTIFY_SECONDS", 0.05)
    until(lambda: desk.notifier.buttons, "the capabilities")
    server.silent = True

    desk.send(reminder())

    desk.wait(("k1", "shown"))
    assert len(desk.delivered) == 1


def test_a_plyer_that_fails_or_hangs_is_told_not_assumed(server, bus, monkeypatch):
    monkeypatch.setattr("soleus_tray.adapters.notifier.plyer.DELIVERY_SECONDS", 0.2)
    gate, answers = threading.Event(), []

    PlyerNotifier(answers.append, bus, lambda *_: 1 / 0).send(reminder("broken"))
    until(lambda: len(answers) == 1, "the failure")
    PlyerNotifier(answers.append, bus, lambda *_: gate.wait(20)).send(reminder("hangs"))
    until(lambda: len(answers) == 2, "the time-out")
    gate.set()

    assert [(one.key, one.kind) for one in answers] == [("broken", "failed"), ("hangs", "failed")]
    assert "notify-send" in answers[0].reason
    assert "does not answer" in answers[1].reason


def test_without_a_session_bus_it_fails_with_a_reason(tmp_path):
    lonely, answers = Bus(f"unix:path={tmp_path}/none"), []
    last = PlyerNotifier(answers.append, lonely)
    notifier = FreedesktopNotifier(lonely, answers.append, last)
    lonely.start()

    notifier.send(reminder())

    until(lambda: answers, "the answer")
    assert answers == [Answer("k1", "failed", reason=NO_BUS)]
    lonely.close()


def test_a_bus_that_dies_expires_what_showed(server, desk, private_bus):
    desk.send(reminder())
    desk.wait(("k1", "shown"))

    private_bus.kill()

    desk.wait(("k1", "shown"), ("k1", "expired"))


def test_a_server_that_answers_nonsense_is_survived(server, desk):
    until(lambda: desk.notifier.buttons, "the capabilities")
    server.methods["Notify"] = lambda _: ("s", ("eleven",))
    desk.send(reminder())
    desk.wait(("k1", "shown"))
    assert len(desk.delivered) == 1
    server.emit(server.PATH, server.NAME, "ActionInvoked", "ss", "one", "begin")
    server.emit(server.PATH, server.NAME, "NotificationClosed", "s", "x")

    server.methods["Notify"] = lambda _: ("u", (3,))
    desk.send(reminder("k2"))

    desk.wait(("k1", "shown"), ("k2", "shown"))
