"""Install the built wheel beside nothing else of ours, and let it answer for itself."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """0 when the wheel carries the program and its assets and answers; an AssertionError's text otherwise."""
    [wheel] = (ROOT / "dist").glob("*.whl")
    carried = set(zipfile.ZipFile(wheel).namelist())
    for folder, inside in ((ROOT / "soleus_tray", "soleus_tray"), (ROOT / "assets", "soleus_tray/assets")):
        files = _files(folder, inside)
        compiled = [name.removesuffix(".po") + ".mo" for name in files if name.endswith(".po")]
        missing = [name for name in (*files, *compiled) if name not in carried]
        if missing:
            print(f"{wheel.name} lacks {', '.join(missing)}.", file=sys.stderr)
            return 1
    with tempfile.TemporaryDirectory() as folder:
        return _ask(wheel, Path(folder))


def _files(folder: Path, inside: str) -> list[str]:
    """The tracked files of a folder, by the names they must have in the wheel."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--", str(folder)], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    paths = [ROOT / name for name in listed.split("\0") if name]
    return [f"{inside}/{path.relative_to(folder).as_posix()}" for path in paths if path.is_file()]


def _ask(wheel: Path, folder: Path) -> int:
    program, home = folder / "program", folder / "home"
    home.mkdir()
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target"]
    subprocess.run([*pip, str(program), str(wheel)], check=True)
    # Before the editable install on the path, and away from the source folder.
    env = {**os.environ, "PYTHONPATH": str(program), "SOLEUS_TRAY_HOME": str(home), "PYTHONSAFEPATH": "1"}
    for argument in ("--version", "self-test"):
        answer = subprocess.run(
            [sys.executable, "-m", "soleus_tray", argument],
            cwd=folder,
            env=env,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        if answer.returncode != 0:
            print(f"The wheel's `soleus-tray {argument}` ended {answer.returncode}:", file=sys.stderr)
            print(answer.stdout + answer.stderr, file=sys.stderr)
            return 1
    print(f"{wheel.name} answers --version and self-test.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
