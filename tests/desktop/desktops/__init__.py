"""Seven other real desktops, each with its own panel and notifications, for `make test-desktops`."""

from tests.desktop.desktops.base import RealDesktop
from tests.desktop.desktops.gnome import Gnome
from tests.desktop.desktops.gnome_wayland import GnomeWayland
from tests.desktop.desktops.lxqt import Lxqt
from tests.desktop.desktops.mate import Mate
from tests.desktop.desktops.plasma import Plasma, PlasmaWayland
from tests.desktop.desktops.sway import Sway

DESKTOPS: dict[str, type[RealDesktop]] = {
    desktop.name: desktop for desktop in (Gnome, GnomeWayland, Plasma, PlasmaWayland, Mate, Lxqt, Sway)
}
