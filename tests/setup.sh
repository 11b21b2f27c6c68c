#!/bin/sh
# Sees to what the tests need beyond Python packages: a Chromium, a Chinese font, git, a Python that can make a virtual
# environment, the one library that Playwright does not bring, and pdftotext.
# What is missing is installed where that needs no question asked (apt-get, as root or with a sudo that wants no password);
# what cannot be had is named, with the command for doing it by hand, and the exit status is 1.
#
#   tests/setup.sh             check and install
#   tests/setup.sh --browser   only print the browser, for the tests: one place decides which
#
# ANNALS_CHROMIUM names the browser, PYTHON the Python.
set -u
exec </dev/null

PYTHON=${PYTHON:-python3}
SYSTEM=$(uname -s)
DISTRIBUTION=$( (. /etc/os-release && echo "${ID:-}") 2>/dev/null)

# On Ubuntu a bare chromium-browser is only a notice that a snap is wanted; asked for its version, it fails.
runs() { "$1" --version >/dev/null 2>&1; }

browser() {
    if [ -n "${ANNALS_CHROMIUM:-}" ]; then
        runs "$ANNALS_CHROMIUM" && command -v "$ANNALS_CHROMIUM"
        return
    fi
    # The shell is the same engine without windows around its pages: the tests in it cost half.
    for name in chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable \
        "/Applications/Chromium.app/Contents/MacOS/Chromium" \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
        if path=$(command -v "$name") && runs "$path"; then
            echo "$path"
            return
        fi
    done
    return 1
}

have_browser() { browser >/dev/null; }

# macOS has Chinese fonts of its own and no fc-list.
have_font() { [ "$SYSTEM" = Darwin ] || [ -n "$(fc-list :lang=zh family 2>/dev/null)" ]; }

have_git() { git --version >/dev/null 2>&1; }

have_venv() { "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null; }

# Playwright talks to the browser through a Node.js of its own, which is linked against this.
have_libatomic() { [ "$SYSTEM" != Linux ] || "$PYTHON" -c 'import ctypes; ctypes.CDLL("libatomic.so.1")' 2>/dev/null; }

# Xpdf has a program of that name that does not read from a pipe.
have_pdftotext() { pdftotext -v 2>&1 | grep -qi poppler; }

missing() {
    have_browser || echo browser
    have_font || echo font
    have_git || echo git
    have_venv || echo venv
    have_libatomic || echo libatomic
    have_pdftotext || echo pdftotext
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo -n "$@"
    fi
}

may_install() {
    command -v apt-get >/dev/null 2>&1 || return 1
    [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null
}

packages() {
    for thing in "$@"; do
        case $thing in
        # Another browser would not help where one was named.
        browser)
            [ -n "${ANNALS_CHROMIUM:-}" ] || if [ "$DISTRIBUTION" = ubuntu ]; then echo chromium-browser
            elif apt-cache show chromium-headless-shell >/dev/null 2>&1; then echo chromium-headless-shell
            else echo chromium; fi
            ;;
        font) echo fonts-noto-cjk fontconfig ;;
        git) echo git ;;
        venv) echo python3-venv ;;
        libatomic) echo libatomic1 ;;
        pdftotext) echo poppler-utils ;;
        esac
    done
}

by_hand() {
    case $1 in
    browser)
        if [ -n "${ANNALS_CHROMIUM:-}" ]; then
            echo "  - a Chromium: ANNALS_CHROMIUM is '$ANNALS_CHROMIUM', which does not run; correct or unset it"
            return
        fi
        echo "  - a Chromium (or ANNALS_CHROMIUM=/path/to/one)"
        echo "      Debian: sudo apt-get install chromium-headless-shell    Ubuntu: sudo snap install chromium"
        echo "      Fedora: sudo dnf install chromium"
        echo "      macOS:  brew install --cask google-chrome"
        ;;
    font)
        echo "  - a Chinese font that fc-list knows"
        echo "      Debian, Ubuntu: sudo apt-get install fonts-noto-cjk fontconfig"
        echo "      Fedora: sudo dnf install google-noto-sans-cjk-fonts fontconfig"
        echo "      macOS:  comes with the system"
        ;;
    git)
        echo "  - git"
        echo "      Debian, Ubuntu: sudo apt-get install git"
        echo "      Fedora: sudo dnf install git"
        echo "      macOS:  xcode-select --install"
        ;;
    venv)
        echo "  - a Python that can make a virtual environment ($PYTHON cannot)"
        echo "      Debian, Ubuntu: sudo apt-get install python3-venv    (PYTHON=python3.12: python3.12-venv)"
        echo "      Fedora: sudo dnf install python3"
        echo "      macOS:  brew install python"
        ;;
    libatomic)
        echo "  - the library libatomic.so.1"
        echo "      Debian, Ubuntu: sudo apt-get install libatomic1"
        echo "      Fedora: sudo dnf install libatomic"
        echo "      macOS:  not needed"
        ;;
    pdftotext)
        echo "  - pdftotext, that of Poppler"
        echo "      Debian, Ubuntu: sudo apt-get install poppler-utils"
        echo "      Fedora: sudo dnf install poppler-utils"
        echo "      macOS:  brew install poppler"
        ;;
    esac
}

if [ "${1:-}" = --browser ]; then
    browser
    exit
fi

# The lists below are words without spaces: they are meant to be split.
lacking=$(missing)
if [ -n "$lacking" ] && may_install; then
    # A fresh machine has no package lists; offline, an old list may still do.
    as_root apt-get -qq -o DPkg::Lock::Timeout=120 update >/dev/null
    wanted=$(packages $lacking)
    if [ -n "$wanted" ]; then
        echo "Installing for the tests (some minutes on a slow line):" $wanted
        as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0 \
            install --no-install-recommends $wanted >/dev/null
        lacking=$(missing)
    fi
fi
if [ -n "$lacking" ]; then
    {
        echo "The tests cannot run. Missing:"
        for thing in $lacking; do by_hand "$thing"; done
    } >&2
    exit 1
fi
