#!/bin/sh
# Puts in place what a command of the Makefile needs and what is missing here; quick when nothing is.
#
#   packaging/bootstrap.sh packages LIST...     system packages of packaging/apt-LIST.txt
#   packaging/bootstrap.sh environment [dev]    .venv with the project in it, with its tools for `dev`
#
# Needs no terminal. Ends 1 with one sentence where something must be done by hand.
set -eu
cd "$(dirname "$0")/.."
venv=.venv
oldest="(3, 11)"

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

wanted_packages() {
    for list in "$@"; do sed 's/#.*//' "packaging/apt-$list.txt"; done | tr -s ' \n' '\n' | sort -u
}

missing_packages() {
    for package in $(wanted_packages "$@"); do
        dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || echo "$package"
    done
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif ! command -v sudo >/dev/null; then
        return 1
    elif [ -t 0 ]; then
        sudo "$@"
    else
        sudo -n "$@"   # without a terminal nobody could type a password
    fi
}

apt_get() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 "$@" </dev/null
}

install_packages() {
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        say "This machine has no apt, so please see to it yourself that there is Python 3.11 or newer with" \
            "tkinter and venv$([ "$*" = runtime ] || printf ', and what packaging/apt-*.txt names (%s)' "$*")."
        return 0
    fi
    missing=$(missing_packages "$@" | tr '\n' ' ')
    [ -n "$missing" ] || return 0
    say "Installing with apt: $missing"
    log=$(mktemp)
    # shellcheck disable=SC2086  # one word per package
    if apt_get update >"$log" 2>&1 && apt_get install -y --no-install-recommends $missing >>"$log" 2>&1; then
        rm -f "$log"
    else
        tail -n 20 "$log" >&2
        rm -f "$log"
        fail "Those packages could not be installed; please run: sudo apt-get install $missing"
    fi
}

# Debian's own interpreter comes first: it takes half the memory of most others.
find_python() {
    for python in /usr/bin/python3 python3 python3.14 python3.13 python3.12 python3.11; do
        path=$(command -v "$python") || continue
        if "$path" -c "import sys, tkinter, venv, ensurepip; sys.exit(sys.version_info < $oldest)" 2>/dev/null; then
            echo "$path"
            return 0
        fi
    done
    fail "No Python 3.11 or newer with tkinter and venv was found; please install one and try again."
}

make_environment() {
    "$venv/bin/python" -c "import sys, tkinter; sys.exit(sys.version_info < $oldest)" 2>/dev/null && return 0
    python=$(find_python)
    say "Making $venv with $python"
    "$python" -m venv --clear "$venv"
}

# The stamp holds what it stands for, so that another branch or a copied folder is noticed; installing compiles
# the catalogs of words.
fingerprint() {
    { echo "$1"; pwd; cat pyproject.toml packaging/constraints.txt assets/locale/*/LC_MESSAGES/*.po; } | cksum
}

install_project() {
    extra=$1
    stamp="$venv/.installed${extra:+-$extra}"
    [ "$(cat "$stamp" 2>/dev/null)" != "$(fingerprint "$extra")" ] || return 0
    say "Installing soleus-tray into $venv"
    # Through the environment, so that the tool that builds the package is held to it as well.
    PIP_CONSTRAINT=packaging/constraints.txt PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore \
        "$venv/bin/python" -m pip install -qq --no-input --editable ".${extra:+[$extra]}" ||
        fail "The project's Python packages could not be installed; the lines above say why."
    fingerprint "" >"$venv/.installed"   # what `dev` installs holds the rest as well
    fingerprint "$extra" >"$stamp"
}

case ${1-} in
packages)
    shift
    install_packages "$@"
    ;;
environment)
    make_environment
    install_project "${2-}"
    ;;
*)
    sed -n 's/^# \{0,1\}//p' "$0" | head -6 >&2
    exit 2
    ;;
esac
