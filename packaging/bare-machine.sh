#!/bin/bash
# `make run` and `make test` in a fresh clone on a bare Debian: nothing in it but make and git.
#
#   packaging/bare-machine.sh [COMMAND...]      as root; the commands default to "make run" "make test"
#
# The machine is a folder of debootstrap's, entered with chroot in its own mount and process namespaces, so
# that whatever happens in it ends with it. What this machine's administrator set up to reach the package
# registries (apt's sources and proxy, pip's settings, certificates) is carried in as it is found here.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
release=${BARE_RELEASE:-bookworm}

say() { printf '== %s\n' "$*"; }

# Lines "URI SUITE COMPONENT" of where this machine gets its Debian packages.
debian_sources() {
    apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' 'Origin: Debian' |
        sort -u
}

make_machine() {
    local mirror
    mirror=$(debian_sources | awk -v release="$release" '$2 == release { print $1; exit }')
    [ -n "$mirror" ] || { echo "This machine's apt knows no Debian $release; run apt-get update." >&2; exit 1; }
    debootstrap --variant=minbase --include=make,git "$release" "$root" "$mirror" >"$work/debootstrap.log" 2>&1 ||
        { tail -n 20 "$work/debootstrap.log" >&2; exit 1; }
}

# How packages are reached from here; only copies, and only into the machine.
carry_in_network() {
    cp -L /etc/resolv.conf "$root/etc/resolv.conf"
    cp -L /etc/hosts "$root/etc/hosts"
    debian_sources | awk '{ print "deb", $1, $2, $3 }' >"$root/etc/apt/sources.list"
    grep -lsriE 'proxy|verify|cainfo' /etc/apt/apt.conf /etc/apt/apt.conf.d |
        while read -r file; do cp -L "$file" "$root/etc/apt/apt.conf.d/"; done || true
    mkdir -p "$root/usr/local/share" "$root/root/.config"
    cp -rL /usr/local/share/ca-certificates "$root/usr/local/share/" 2>/dev/null || true
    if [ -n "$bundle" ]; then cp -L "$bundle" "$root/etc/carried-in-certificates.crt"; fi
    for file in /etc/pip.conf "$HOME/.config/pip" "$HOME/.pip"; do
        case $file in
        /etc/*) target="$root/etc/" ;;
        *) target="$root/root/${file#"$HOME/"}" && target=${target%/*}/ ;;
        esac
        if [ -e "$file" ]; then cp -rL "$file" "$target"; fi
    done
}

# Folders of packages that pip's settings name, one a line.
package_folders() {
    { cat /etc/pip.conf "$HOME"/.config/pip/pip.conf "$HOME"/.pip/pip.conf 2>/dev/null || true; env | grep ^PIP_ || true; } |
        grep -oE '(file://)?/[^ ,"]+' | sed -e 's#^file://##' -e 's#/simple/*$##' | sort -u |
        while read -r folder; do if [ -d "$folder" ]; then echo "$folder"; fi; done
}

mount_all() {
    mount -t proc proc "$root/proc"
    mount --rbind --make-rslave /dev "$root/dev"
    mount --rbind --make-rslave /sys "$root/sys"
    package_folders | while read -r folder; do
        mkdir -p "$root$folder"
        mount --bind -o ro "$folder" "$root$folder"
    done
}

# A clean environment, with what reaches the network in it and no screen.
enter() {
    local carried=() name
    for name in $(compgen -e | grep -E '^PIP_|_(proxy|PROXY)$'); do carried+=("$name=${!name}"); done
    if [ -n "$bundle" ]; then
        for name in PIP_CERT SSL_CERT_FILE REQUESTS_CA_BUNDLE; do
            carried+=("$name=/etc/carried-in-certificates.crt")
        done
    fi
    chroot "$root" env -i HOME=/root TERM=dumb LANG=C.UTF-8 \
        PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "${carried[@]}" \
        sh -c "cd /root/soleus-tray && $1" </dev/null
}

# Runs inside the namespaces.
inside() {
    mount_all
    local command began code
    for command in "$@"; do
        say "$command"
        began=$SECONDS
        code=0
        enter "$command" || code=$?
        say "$command ended $code after $((SECONDS - began)) s"
        [ "$code" = 0 ] || return "$code"
    done
}

if [ "${1-}" = --inside ]; then
    root=$2 bundle=$3
    shift 3
    inside "$@"
    exit
fi

[ "$(id -u)" = 0 ] || { echo "A bare machine can only be made as root." >&2; exit 1; }
[ $# -gt 0 ] || set -- "make run" "make test"
work=$(mktemp -d /var/tmp/bare-machine-XXXXXX)
root=$work/root
# The mounts live and die in the namespace, so this removes the machine's own files and nothing else.
trap 'rm -rf --one-file-system "$work"' EXIT
bundle=${PIP_CERT:-${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}}
[ -s "$bundle" ] || bundle=

say "making a bare Debian $release"
make_machine
carry_in_network
git clone --quiet --no-hardlinks . "$root/root/soleus-tray"
unshare --mount --pid --fork --kill-child --propagation private \
    "$BASH" packaging/bare-machine.sh --inside "$root" "$bundle" "$@"
say "the bare machine agrees"
