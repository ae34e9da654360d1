#!/bin/sh
# Makes this checkout ready to build; called by make, safe to run again.
#
#   sh tools/setup.sh          Python, the libraries of PDF layout, and the pinned packages in .venv
#   sh tools/setup.sh office   LibreOffice Writer and poppler, which only the marked tests use
#
# Where apt-get is at hand, what is missing is installed with it; elsewhere the line to run is told.
# PYTHON=python3.12 chooses the interpreter for a new .venv.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }
stop() { say "set-up stopped: $*"; exit 3; }

has() { command -v "$1" >/dev/null 2>&1; }

# ---- the system -------------------------------------------------------------------------------------

system() {
    case "$(uname -s)" in
    Darwin) echo macos ;;
    MINGW* | MSYS* | CYGWIN*) echo windows ;;
    *)
        if has apt-get; then echo debian; return; fi
        # shellcheck source=/dev/null # its ID and ID_LIKE name the distribution and its family
        case "$( (. /etc/os-release && echo "${ID:-} ${ID_LIKE:-}") 2>/dev/null )" in
        *fedora* | *rhel*) echo fedora ;;
        *arch*) echo arch ;;
        *suse*) echo suse ;;
        *alpine*) echo alpine ;;
        *) echo other ;;
        esac
        ;;
    esac
}

line_for() { # line_for WHAT: the line that brings python, libraries or office to this system
    case "$(system) $1" in
    "debian python") echo "apt-get install python3 python3-venv" ;;
    "macos python") echo "brew install python@3.13" ;;
    "macos libraries") echo "brew install pango" ;;
    "macos office") echo "brew install --cask libreoffice && brew install poppler, with soffice on PATH" ;;
    "windows "*) echo "wsl --install -d Debian, and run make there (or see CONTRIBUTING.md, Windows)" ;;
    "fedora python") echo "sudo dnf install python3" ;;
    "fedora libraries") echo "sudo dnf install pango harfbuzz" ;;
    "fedora office") echo "sudo dnf install libreoffice-writer poppler-utils" ;;
    "arch python") echo "sudo pacman -S python" ;;
    "arch libraries") echo "sudo pacman -S pango" ;;
    "arch office") echo "sudo pacman -S libreoffice-fresh poppler" ;;
    "suse python") echo "sudo zypper install python313" ;;
    "suse libraries") echo "sudo zypper install libpango-1_0-0 libharfbuzz-subset0" ;;
    "suse office") echo "sudo zypper install libreoffice-writer poppler-tools" ;;
    "alpine python") echo "apk add python3" ;;
    "alpine libraries") echo "apk add so:libpango-1.0.so.0 so:libpangoft2-1.0.so.0 so:libharfbuzz-subset.so.0" ;;
    "alpine office") echo "apk add libreoffice-writer poppler-utils" ;;
    *" python") echo "your package manager, for Python 3.11 or later with its venv module" ;;
    *" libraries") echo "your package manager, for Pango 1.44 or later and HarfBuzz with its subset library" ;;
    *) echo "your package manager, for LibreOffice Writer and poppler's tools" ;;
    esac
}

apt_install() { # apt_install PACKAGE…: installs with apt-get, as root or through sudo
    as_root=
    if [ "$(id -u)" != 0 ]; then
        has sudo || stop "run as root: apt-get install --no-install-recommends $*"
        as_root=sudo
    fi
    say "installing with apt-get: $*"
    $as_root apt-get update -qq || say "apt-get update failed; going on with the package lists at hand"
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@" >/dev/null ||
        stop "apt-get could not install: $*"
}

# ---- Python, libraries, packages ---------------------------------------------------------------------

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() { # prints the first interpreter that is 3.11 or later
    for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if new_enough "$candidate"; then echo "$candidate"; return; fi
    done
    return 1
}

need_python() {
    if ! python=$(find_python) && [ -z "${PYTHON:-}" ] && ! has python3 && [ "$(system)" = debian ]; then
        apt_install python3 python3-venv
    fi
    python=$(find_python) ||
        stop "Python 3.11 or later is needed, and ${PYTHON:-python3} is not; get it with: $(line_for python)"
}

need_system_packages() {
    missing=$("$python" tools/missing_libraries.py) && required=no || required=yes
    if [ "$(system)" = debian ]; then
        "$python" -c 'import ensurepip, venv' 2>/dev/null ||
            missing="$missing $("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
        # shellcheck disable=SC2086 # a list of package names
        [ -z "${missing# }" ] || apt_install $missing
        "$python" tools/missing_libraries.py >/dev/null || stop "installed, and still not to be loaded: $missing"
    elif [ "$required" = yes ]; then
        stop "Pango is missing, which lays out the PDF; get it with: $(line_for libraries)"
    elif [ -n "$missing" ]; then
        say "HarfBuzz's subset library is missing: builds will be slow; get it with: $(line_for libraries)"
    fi
}

need_venv() {
    if ! new_enough .venv/bin/python || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
        say "making .venv with $("$python" --version)"
        "$python" -m venv --clear .venv || stop "$python cannot make .venv; get it with: $(line_for python)"
    fi
}

need_packages() {
    say "installing $(grep -c '^[a-z]' requirements.lock) pinned packages into .venv (a minute or so)"
    .venv/bin/python -m pip install --quiet --no-input --disable-pip-version-check --no-deps \
        --requirement requirements.lock || stop "pip could not install what requirements.lock names"
}

need_office() {
    packages=
    has soffice || packages="$packages libreoffice-writer"
    has pdftoppm || packages="$packages poppler-utils"
    [ -n "$packages" ] || return 0
    [ "$(system)" = debian ] ||
        stop "the tests marked office need soffice and pdftoppm; get them with: $(line_for office)"
    # shellcheck disable=SC2086 # a list of package names
    apt_install $packages
}

case "${1:-build}" in
build)
    need_python
    need_system_packages
    need_venv
    need_packages
    say "set-up is done"
    ;;
office) need_office ;;
*) say "usage: sh tools/setup.sh [office]"; exit 2 ;;
esac
