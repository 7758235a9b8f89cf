"""The settings files of the small Xfce desktop."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

BUTTON_MARKS = ((62, 66, 69), (62, 67, 69), (62, 66, 70), (62, 67, 70), (63, 66, 69))
"""A colour for each button of a notification, told apart by the machine and not by the eye."""

_PANEL = """<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="dark-mode" type="bool" value="{dark}"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="length" type="uint" value="100"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="icon-size" type="uint" value="0"/>
      <property name="size" type="uint" value="{panel_size}"/>
      <property name="plugin-ids" type="array">
        <value type="int" value="1"/><value type="int" value="2"/>
        <value type="int" value="3"/><value type="int" value="4"/>
      </property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="tasklist"/>
    <property name="plugin-2" type="string" value="separator">
      <property name="expand" type="bool" value="true"/>
      <property name="style" type="uint" value="0"/>
    </property>
    <property name="plugin-3" type="string" value="systray">
      <property name="square-icons" type="bool" value="true"/>
    </property>
    <property name="plugin-4" type="string" value="clock">
      <property name="mode" type="uint" value="2"/>
      <property name="digital-layout" type="uint" value="3"/>
      <property name="digital-time-format" type="string" value="%H:%M"/>
    </property>
  </property>
</channel>
"""

_NOTIFYD = """<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-notifyd" version="1.0">
  <property name="expire-timeout" type="int" value="60"/>
  <property name="initial-opacity" type="double" value="1.0"/>
  <property name="do-fadeout" type="bool" value="false"/>
  <property name="do-slideout" type="bool" value="false"/>
</channel>
"""

_GTK = """[Settings]
gtk-theme-name=Adwaita
gtk-icon-theme-name=Adwaita
gtk-font-name=DejaVu Sans 10
gtk-application-prefer-dark-theme={dark}
gtk-enable-animations=0
"""


def write_xfce_files(config_home: Path, dark: bool, panel_size: int) -> None:
    """Write a panel with task list, tray and clock, a calm notification server, and the theme."""
    words = {"dark": "true" if dark else "false", "panel_size": str(panel_size)}
    channels = config_home / "xfce4/xfconf/xfce-perchannel-xml"
    channels.mkdir(parents=True)
    (channels / "xfce4-panel.xml").write_text(_PANEL.format(**words))
    (channels / "xfce4-notifyd.xml").write_text(_NOTIFYD)
    gtk = config_home / "gtk-3.0"
    gtk.mkdir()
    (gtk / "settings.ini").write_text(_GTK.format(**words))
    (gtk / "gtk.css").write_text(_button_css())


def _button_css() -> str:
    """Buttons of notifications in colours that `BUTTON_MARKS` finds again on a screenshot."""
    rules = ["#XfceNotifyWindow button, #XfceNotifyWindow button label { color: white; text-shadow: none; }"]
    for number, (red, green, blue) in enumerate(BUTTON_MARKS, start=1):
        rules.append(
            f"#XfceNotifyWindow button:nth-child({number}) "
            f"{{ background: rgb({red},{green},{blue}); box-shadow: none; }}"
        )
    return "\n".join(rules)
