#!/usr/bin/env bash
# Installs what the project needs, for `make`:
#   tools/install.sh runtime   system libraries for the PDFs, .venv, the locked packages, sdm-tool
#   tools/install.sh tools     Chromium, pdftotext, and the locked packages for tests and checks
# Each step looks first and does only what is missing. Packages come from wherever apt and pip
# are configured to look. Exit 1 says what failed and what to do.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

stop() {
    say ""
    say "Could not finish installing: $1"
    say "What to do: $2"
    exit 1
}

debian_package_is_installed() {
    [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# Runs a command and shows what it said only if it failed.
quietly() {
    local said
    said=$("$@" 2>&1) || {
        grep -v "^Requirement already satisfied" <<<"$said" >&2
        return 1
    }
}

apt_install() {
    quietly as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install --yes --no-install-recommends "$@"
}

# Installs the Debian packages named; refreshes the package lists only if the first try fails.
install_debian_packages() {
    local by_hand="install these by hand, then run make again: $*"
    command -v apt-get >/dev/null ||
        stop "this machine has no apt-get." "$by_hand (the names are Debian's; yours may differ)"
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
        stop "installing system packages needs root or sudo, and there is neither." \
            "ask an administrator to run: apt-get install --no-install-recommends $*"
    fi
    say "Installing system packages: $*"
    apt_install "$@" && return
    say "Refreshing the list of system packages and trying once more"
    { quietly as_root apt-get update && apt_install "$@"; } ||
        stop "apt-get did not install: $*" \
            "read its message above (network, mirror or permission); or $by_hand"
}

python_is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

choose_python() {
    local candidate
    for candidate in ${PYTHON:+"$PYTHON"} python3 python3.13 python3.12 python3.11 /usr/bin/python3; do
        if python_is_new_enough "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
    stop "no Python 3.11 or later was found." \
        "install python3 (Debian 12's is 3.11), or name one: make setup PYTHON=/path/to/python3"
}

make_virtual_environment() {
    if .venv/bin/python -m pip --version >/dev/null 2>&1; then return; fi
    local python
    python=$(choose_python)
    "$python" -c 'import ensurepip' 2>/dev/null || install_debian_packages python3-venv
    say "Making .venv with $("$python" --version)"
    "$python" -m venv .venv ||
        stop "$python could not make a virtual environment in .venv." \
            "remove the folder .venv if there is one, check that the disk is not full, and run again"
}

pip_install() {
    quietly .venv/bin/python -m pip install --disable-pip-version-check --no-input \
        --progress-bar off "$@"
}

install_python_packages() {
    local lock
    for lock in "$@"; do
        say "Installing the Python packages of $lock"
        pip_install --require-hashes --requirement "$lock" ||
            stop "pip did not install $lock." \
                "read its message above; check the network and pip's mirror (pip config list), and run again"
    done
}

install_sdm_tool() {
    pip_install --no-index --no-deps --no-build-isolation --editable . ||
        stop "sdm-tool itself did not install." "read pip's message above"
}

# Installs the libraries named that are missing. Off Debian they are left to the person.
install_libraries() {
    command -v dpkg-query >/dev/null || return 0
    local package missing=()
    for package in "$@"; do
        debian_package_is_installed "$package" || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] || install_debian_packages "${missing[@]}"
}

check_pdf_libraries() {
    .venv/bin/python -c 'import weasyprint' >/dev/null 2>&1 ||
        stop "the system libraries for PDFs do not load." \
            "install Pango and HarfBuzz (on Debian: libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)"
}

install_browser_and_pdf_reader() {
    local missing=()
    command -v chromium >/dev/null || missing+=(chromium)
    command -v pdftotext >/dev/null || missing+=(poppler-utils)
    [ ${#missing[@]} -eq 0 ] || install_debian_packages "${missing[@]}"
}

case "${1:-}" in
runtime)
    # The PDF writer loads these by name; without the last it runs at less than half the speed.
    install_libraries libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
    make_virtual_environment
    install_python_packages requirements/build.txt requirements/runtime.txt
    install_sdm_tool
    check_pdf_libraries
    say "Installed: .venv/bin/sdm-tool"
    ;;
tools)
    export PIP_NO_COMPILE=1 # Python compiles the few modules that tests import: half the time
    install_browser_and_pdf_reader
    install_libraries libatomic1 # what drives the browser loads it
    install_python_packages requirements/test.txt requirements/check.txt
    say "Installed: what the tests and checks need"
    ;;
*)
    say "usage: tools/install.sh runtime|tools"
    exit 2
    ;;
esac
