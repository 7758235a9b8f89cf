"""Dependencies point inward: core <- ports <- adapters <- app <- cli; ui knows core and the ports' values."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "soleus_tray"
ALLOWED = {
    "core": {"core"},
    "ports": {"core", "ports"},
    "ui": {"core", "ports", "ui"},
    "adapters": {"core", "ports", "adapters"},
    "app": {"core", "ports", "ui", "adapters", "app"},
}
IMPURE = {
    "asyncio", "ctypes", "http", "logging", "multiprocessing", "os", "pathlib", "PIL", "pystray", "queue",
    "random", "secrets", "select", "shutil", "signal", "socket", "sqlalchemy", "sqlite3", "subprocess", "sys",
    "tempfile", "threading", "time", "tkinter", "urllib", "uuid",
}  # fmt: skip
CLOCK_READS = {"now", "utcnow", "today", "monotonic", "time", "perf_counter"}


def modules(layer: str) -> list[Path]:
    return sorted((PACKAGE / layer).rglob("*.py"))


def imports(path: Path) -> set[str]:
    """Every module named in an import, relative ones resolved, type-only imports included."""
    found = set()
    package = path.relative_to(PACKAGE.parent).parent.parts
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*base, *([node.module] if node.module else [])])
            found |= {module} | {f"{module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("layer", ALLOWED)
def test_each_layer_knows_only_what_lies_inside_it(layer):
    assert modules(layer), f"{layer} is empty"
    wrong = [
        f"{path.relative_to(PACKAGE)} imports {name}"
        for path in modules(layer)
        for name in sorted(imports(path))
        if name.startswith("soleus_tray.")
        and (PACKAGE / name.split(".")[1]).is_dir()
        and name.split(".")[1] not in ALLOWED[layer]
    ]
    assert wrong == []


def test_the_core_touches_nothing_outside_itself():
    wrong = [
        f"{path.name} imports {name}"
        for path in modules("core")
        for name in imports(path)
        if name.split(".")[0] in IMPURE
    ]
    assert wrong == []


def test_the_core_reads_no_clock():
    wrong = [
        f"{path.name}:{node.lineno} calls {node.func.attr}"
        for path in modules("core")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (node.func.attr in CLOCK_READS or (node.func.attr == "astimezone" and not node.args))
    ]
    assert wrong == []


def test_only_views_and_window_processes_know_tkinter():
    knows = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if any(name.split(".")[0] == "tkinter" for name in imports(path))
    }
    assert knows
    assert all(name.startswith("ui/") and "presenter" not in name for name in knows), knows


def test_the_resident_process_loads_nothing_heavy():
    heavy = ["PIL", "sqlalchemy", "tkinter", "asyncio", "uuid", "secrets", "hashlib", "argparse", "tomlkit",
             "platformdirs", "http", "email", "sqlite3", "multiprocessing"]  # fmt: skip
    code = (
        f"import sys, soleus_tray.cli, soleus_tray.app.main; print([m for m in {heavy} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_demonstration_of_make_run_needs_no_tool_of_developers():
    """It is what `make run` shows on a machine without a screen, where only the app itself is installed."""
    tools = ("pytest", "xdist", "hypothesis", "psutil", "mypy", "babel")
    without = f"import sys; sys.modules.update(dict.fromkeys({tools!r})); import tests.desktop.demo"
    command, root = [sys.executable, "-c", without], PACKAGE.parent
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
