"""Draws assets/: the app's icon as PNGs, SVG, ICO and ICNS. Run it after changing draw_app_icon."""

from __future__ import annotations

from pathlib import Path

from soleus_tray.ui.drawing.icons import draw_app_icon

ASSETS = Path(__file__).parent.parent / "assets"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256)


def main() -> None:
    """Write every file."""
    ASSETS.mkdir(exist_ok=True)
    pictures = {size: draw_app_icon(size) for size in (*SIZES, 512)}
    for size in SIZES:
        pictures[size].save(ASSETS / f"soleus-tray-{size}.png", optimize=True)
    in_ico = (16, 24, 32, 48, 64, 128, 256)
    small = [pictures[size] for size in in_ico[:-1]]
    pictures[256].save(ASSETS / "soleus-tray.ico", sizes=[(s, s) for s in in_ico], append_images=small)
    pictures[512].save(ASSETS / "soleus-tray.icns", append_images=[pictures[s] for s in (32, 64, 128, 256)])


if __name__ == "__main__":
    main()
