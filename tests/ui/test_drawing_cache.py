"""What was drawn is kept, checked, and drawn again when it is damaged or of another version."""

from __future__ import annotations

import re
import subprocess
import sys
from binascii import crc32
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

import soleus_tray.ui
from soleus_tray.ports.tray import IconKey
from soleus_tray.ui import layout
from soleus_tray.ui.drawing import geometry
from soleus_tray.ui.drawing.art import Art, art_file, frames_folder, nearest_scale, open_art, pack_art
from soleus_tray.ui.drawing.cache import all_icon_keys, draw_frames, draw_icons
from soleus_tray.ui.drawing.icon_cache import SIZES, IconCache, file_name, icons_folder
from soleus_tray.ui.drawing.icons import draw_icon
from soleus_tray.ui.drawing.version import DRAWING_VERSION

UI = Path(soleus_tray.ui.__file__).parent
DUE = IconKey("due", 0, "dark")


@pytest.fixture(scope="module")
def icons(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = icons_folder(tmp_path_factory.mktemp("cache"))
    draw_icons(folder)
    return folder


@pytest.fixture(scope="module")
def art(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = frames_folder(tmp_path_factory.mktemp("cache"))
    draw_frames(folder, "dark", 1.0)
    return art_file(folder, "dark", 1.0)


def taken_from_layout(sources: str) -> str:
    """The sizes that the drawings read from ui/layout.py; where things stand is no matter."""
    names = sorted(set(re.findall(r"layout\.([A-Z_]+)", sources)))
    widths = [layout.button_widths(count) for count in layout.BUTTON_COUNTS]
    return repr([(name, getattr(layout, name)) for name in names] + widths)


def test_the_version_names_the_present_drawings() -> None:
    """Who changes a drawing gets a new cache folder, so that no old picture is ever shown."""
    drawing = sorted(p for p in (UI / "drawing").glob("*.py") if p.name not in ("version.py", "art.py"))
    sources = "".join(path.read_text(encoding="utf-8") for path in [*drawing, UI / "palette.py"])
    now = f"{crc32((sources + taken_from_layout(sources)).encode()):08x}"
    assert now == DRAWING_VERSION, f'write DRAWING_VERSION = "{now}" in ui/drawing/version.py'
    assert DRAWING_VERSION in icons_folder(Path("x")).name
    assert DRAWING_VERSION in frames_folder(Path("x")).name


def test_every_icon_comes_back_as_it_was_drawn(icons: Path) -> None:
    cache = IconCache(icons)
    for key in all_icon_keys():
        assert cache.load(key) is not None, key
    found = cache.load(DUE)
    assert found is not None
    assert [(w, h) for w, h, _ in found.pixmaps()] == [(size, size) for size in SIZES]
    width, _, argb = found.pixmaps()[1]
    middle = 4 * (width * (width // 4) + width // 2)
    red, green, blue, alpha = draw_icon(DUE, 22).getpixel((11, 5))
    assert tuple(argb[middle : middle + 4]) == (alpha, red, green, blue)
    assert found.to_image().tobytes() == draw_icon(DUE, 48).tobytes()


def test_a_missing_icon_is_none(tmp_path: Path) -> None:
    assert IconCache(tmp_path / "nothing").load(DUE) is None


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty", "foreign", "longer"])
def test_a_damaged_icon_is_noticed_and_drawn_again(tmp_path: Path, damage: str) -> None:
    draw_icons(tmp_path)
    path = tmp_path / file_name(DUE)
    good = path.read_bytes()
    path.write_bytes(
        {
            "cut": good[:-100],
            "flipped": good[:5000] + bytes([good[5000] ^ 1]) + good[5001:],
            "empty": b"",
            "foreign": b"GIF89a" + good[6:],
            "longer": good + b"x",
        }[damage]
    )
    assert IconCache(tmp_path).load(DUE) is None
    draw_icons(tmp_path)
    assert path.read_bytes() == good


def test_files_are_private_and_nothing_half_written_stays(icons: Path) -> None:
    assert {path.suffix for path in icons.iterdir()} == {".argb"}
    if sys.platform != "win32":
        assert {path.stat().st_mode & 0o777 for path in icons.iterdir()} == {0o600}
        assert icons.stat().st_mode & 0o777 == 0o700


def test_every_picture_a_window_needs_is_in_the_file(art: Path) -> None:
    opened = open_art(art)
    assert opened is not None
    names = [
        "app",
        "mark-done",
        "bar-today-top",
        "button-main-focus-312",
        "button-quiet-normal-96",
        "button-hurt-hover-72",
        "icon-pause-normal",
        "icon-play-hover",
        "icon-more-pressed",
        "icon-close-focus",
        "check-on-focus",
        "dot-now",
        "corner-se",
        "strip",
        "learn-pump",
        "learn-muscles",
        "learn-knee",
        "meter-0",
        f"meter-{layout.METER_STEPS}",
    ]
    names += [f"chip-on-pressed-{width}" for width in layout.CHIP_WIDTHS]
    names += [f"dial-{n}" for n in range(len(geometry.PIECES))]
    names += [
        geometry.frame_name(figure, n, part)
        for figure, frames in geometry.FRAMES.items()
        for n in range(frames)
        for part in geometry.PARTS
    ]
    names += [
        geometry.small_name(figure, n)
        for n in range(geometry.SMALL_FRAMES)
        for figure in geometry.SMALL_FIGURES
    ]
    names += [f"{size}feet-{side}" for size in ("", "small-") for side in ("left", "right")]
    names += [f"tiles-{r.name}-{r.steps // geometry.TILE_COLUMNS - 1}" for r in geometry.RINGS]
    for name in names:
        png = opened.png(name)
        assert png is not None, name
        Image.open(BytesIO(png)).verify()


def test_what_moves_is_quick_for_tk_to_read(art: Path) -> None:
    """Frames with a palette are read twice as fast; what is clear or opaque draws ten times faster."""
    opened = open_art(art)
    assert opened is not None
    for name in ("frame-legs-0-upper", "frame-leg-47-lower", "frame-toes-23-lower", "small-leg-0"):
        picture = Image.open(BytesIO(opened.png(name) or b""))
        assert picture.mode == "P", name
        assert "transparency" not in picture.info, name
    assert Image.open(BytesIO(opened.png("tiles-set-0") or b"")).mode == "RGB"
    for n in range(len(geometry.PIECES)):
        piece = Image.open(BytesIO(opened.png(f"dial-{n}") or b""))
        alpha = piece.convert("RGBA").getchannel("A")
        assert {value for _, value in alpha.getcolors() or []} <= {0, 255}, n


@pytest.mark.parametrize("damage", ["cut", "index", "empty", "foreign", "gone"])
def test_a_damaged_file_of_pictures_is_noticed(art: Path, tmp_path: Path, damage: str) -> None:
    path, good = tmp_path / "x.art", art.read_bytes()
    broken = {
        "cut": good[:-1],
        "index": good[:40] + b"#" + good[41:],
        "empty": b"",
        "foreign": b"PNG" + good[3:],
    }
    if damage != "gone":
        path.write_bytes(broken[damage])
    assert open_art(path) is None


def test_one_damaged_picture_is_noticed_when_it_is_wanted(tmp_path: Path) -> None:
    path = tmp_path / "x.art"
    data = pack_art({"a": b"first", "b": b"second"})
    path.write_bytes(data[:-1] + b"?")
    opened = open_art(path)
    assert isinstance(opened, Art)
    assert opened.png("a") == b"first"
    assert opened.png("b") is None
    assert [opened.has(name) for name in "abc"] == [True, True, False]
    assert opened.png("c") is None


def test_scales_are_drawn_in_quarters() -> None:
    assert [nearest_scale(s) for s in (0.5, 1.0, 1.1, 1.13, 1.9, 5)] == [1.0, 1.0, 1.0, 1.25, 2.0, 3.0]


@pytest.mark.parametrize(
    "module",
    ["ui.drawing.icon_cache", "ui.drawing.art", "ui.session.process", "ui.panel.process", "ui.strip.process"],
)
def test_readers_and_windows_load_no_pillow(module: str) -> None:
    code = f"import sys, soleus_tray.{module}; print('PIL' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert ran.stdout.strip() == "False"
