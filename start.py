"""What make does, in plain Python: `python start.py site`, `serve`, `check`; on Windows, and where there is no make.

Nothing but the standard library, and no syntax newer than Python 3.9: an older one than is needed shall be told in a sentence.
What it does not know itself (`add`, `candidates` …) goes to build_site.py as it stands."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from typing import NoReturn

HERE = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(HERE, ".venv")
LOCK = os.path.join(HERE, "requirements.txt")
OLDEST = (3, 11)
PIP = ["-m", "pip", "--disable-pip-version-check", "--no-input"]
# Windows allows 260 characters; the longest path of a package's file below this folder has some 115.
DEEPEST = 140
# What pip calls the systems; of each the oldest that the packages of the lock still come for, and what runs on it.
PLATFORMS = {
    "windows": ["win_amd64"],
    "macos": ["macosx_11_0_arm64", "macosx_11_0_universal2", "macosx_10_12_universal2", "macosx_10_13_universal2"],
    "linux": ["manylinux2014_x86_64", "manylinux_2_17_x86_64", "manylinux_2_28_x86_64", "manylinux_2_5_x86_64"],
}
HELP = """用法 / usage: python start.py [命令] [选项]

  site               处理原始报告，生成网站（不写命令时就是它） / build the site
  serve              在本机预览，边改边看 / preview while editing
  check              只查有没有错，什么也不写 / look for faults, write nothing
  test               查自己这一套报告：严格检查、链接、网站的样子 / check this collection
  zip                生成网站，压成 site.zip，可以交给别人或传到服务器 / build the site and pack it
  setup              只准备 .venv，不做别的 / make the environment alone
  wheels 文件夹      把要装的软件包存进文件夹，带到没有网络的电脑上 / keep the packages for a computer without network
                     --for windows|macos|linux  为哪种系统（默认：这一台）
                     --python 3.12              为哪个 Python（默认：这一个）
  其余的命令         照样传给 build_site.py / any other command goes to build_site.py

  --wheels 文件夹    从文件夹里安装，不用网络；也可以用环境变量 WHEELS / install from a folder, without network
"""


def call(command: list[str], cwd: str | None = None) -> int:
    """Run a program of this project's own, in the folder where one stands or in another; its exit status."""
    try:
        told = dict(os.environ, PYTHONUTF8="1", ANNALS_CALLED=typed())
        return subprocess.call(command, cwd=cwd, env=told)  # noqa: S603 (nothing is given from outside)
    except KeyboardInterrupt:
        return 1


def typed() -> str:
    """How this was called, so that what a message proposes can be typed: `py start.py`. The launcher of Windows, and what
    chooses among several Pythons elsewhere, hand on the whole path of the one that they chose, which nobody typed."""
    python = (getattr(sys, "orig_argv", None) or [""])[0]
    if not python or os.path.isabs(python):
        python = "py" if os.name == "nt" else os.path.basename(python) or "python3"
    script = sys.argv[0] if os.path.basename(sys.argv[0]) == "start.py" else "start.py"
    return " ".join('"' + word + '"' if " " in word else word for word in (python, script))


def tell(text: str) -> None:
    """Print among the errors, where what is asked for does not stand."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def stop(text: str) -> NoReturn:
    tell(text)
    raise SystemExit(1)


def python_of(venv: str) -> str:
    """The Python of an environment: Windows has it in Scripts."""
    return os.path.join(venv, "Scripts", "python.exe") if os.name == "nt" else os.path.join(venv, "bin", "python")


def fingerprint() -> str:
    """What an installation depends on: the Python it was made for and the lock. The Makefile writes the same."""
    with open(LOCK, "rb") as lock:
        return f"{sys.version.split()[0]} {hashlib.sha256(lock.read()).hexdigest()}"


def made_for(mark: str) -> str:
    """What the environment in place was made for; empty where there is none."""
    try:
        with open(mark, encoding="utf-8") as told:
            return told.read().strip()
    except OSError:
        return ""


def too_deep() -> str:
    """Says that a folder lies too deep for Windows, where it may."""
    if os.name != "nt" or len(HERE) <= DEEPEST:
        return ""
    return (
        f"\n也可能是文件夹的路径太长（{len(HERE)} 个字符）：把整个文件夹移到近处，如 C:\\nianbao，再来。"
        f" / The path of this folder may be too long ({len(HERE)} characters): move it to, say, C:\\reports."
    )


def refuse_own_environment() -> None:
    """An environment cannot be cleared by the Python that runs in it; Windows locks that file."""
    if os.path.normcase(os.path.realpath(sys.prefix)) == os.path.normcase(os.path.realpath(VENV)):
        stop(
            "这个 Python 就在要重做的 .venv 里：先运行 deactivate，或关掉这个窗口另开一个，再来。"
            " / This Python lives in the .venv that is to be made anew: run deactivate, or open another window."
        )


def setup(wheels: str) -> None:
    """Make the environment, if anything about it changed; made anew, so that nothing left over hides what is missing."""
    mark, want = os.path.join(VENV, ".annals-site"), fingerprint()
    if made_for(mark) == want:
        return
    refuse_own_environment()
    if os.path.islink(VENV):
        stop(
            ".venv 是通往别处的链接，不动它：删去链接再来。 / .venv is a link and is left alone; remove it and try again."
        )
    source = ["--no-index", "--find-links", os.path.abspath(wheels)] if wheels else []
    if wheels and not os.path.isdir(wheels):
        stop(f"没有这个文件夹：{wheels} / there is no folder {wheels}")
    tell("正在把生成网站要用的软件包装进 .venv…… / Installing what the site is built with into .venv …")
    if call([sys.executable, "-m", "venv", "--clear", VENV]) != 0:
        stop(
            "这个 Python 做不出虚拟环境；Debian、Ubuntu：sudo apt-get install python3-venv"
            " / This Python cannot make a virtual environment. Debian, Ubuntu: sudo apt-get install python3-venv"
        )
    install = [python_of(VENV)] + PIP + ["install", "--quiet", "--require-hashes"] + source + ["-r", LOCK]
    if call(install) != 0:
        stop(
            "没有装齐（见上面的消息）。网络慢：用环境变量 PIP_INDEX_URL 指定镜像；没有网络：见 wheels 和 --wheels。"
            " / Not everything could be installed (see above). PIP_INDEX_URL names a mirror; see also --wheels."
            + too_deep()
        )
    with open(mark, "w", encoding="utf-8") as told:
        told.write(want + "\n")


def run(arguments: list[str], cwd: str | None = None) -> int:
    """Run the environment's Python; its exit status."""
    return call([python_of(VENV), *arguments], cwd)


def build_site(arguments: list[str]) -> int:
    return run([os.path.join(HERE, "build_site.py"), *arguments])


def test(arguments: list[str]) -> int:
    """This collection's own facts; the tool's own tests are another thing."""
    if not os.path.isfile(os.path.join(HERE, "tests", "test_collection.py")):
        stop(
            "这里没有 tests/test_collection.py；程序自己的测试用 make test。 / The tool's own tests are run by make test."
        )
    status = build_site(["build", "--strict", *arguments])
    return run(["-m", "unittest", "-q", "tests.test_collection"], HERE) or status


def packed(site: str, goal: str) -> None:
    """Pack a folder, the same bytes from the same files: what is packed bears no time."""
    with zipfile.ZipFile(goal, "w", zipfile.ZIP_DEFLATED) as pack:
        for folder, folders, names in os.walk(site):
            folders.sort()
            for name in sorted(names):
                path = os.path.join(folder, name)
                entry = zipfile.ZipInfo("site/" + os.path.relpath(path, site).replace(os.sep, "/"))
                entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
                with open(path, "rb") as file:
                    pack.writestr(entry, file.read())


def zip_site(arguments: list[str]) -> int:
    """The site in one file; what is wrong with it is told, and it is packed all the same, as it is published."""
    status = build_site(["build", *arguments])
    site, goal = os.path.join(HERE, "site"), os.path.join(HERE, "site.zip")
    if status in (0, 1) and os.path.isfile(os.path.join(site, "index.html")):
        packed(site, goal)
        tell(f"{goal}：{os.path.getsize(goal) // 1024} KB")
    return status


def for_all(lock: str) -> str:
    """A lock with what it says is for one system taken for all."""
    return re.sub(r"(?m)^([\w.\[\],-]+==[^\s;]+) ;[^\\\n]*", r"\1 ", lock)


def wheels_for(folder: str, system: str, version: str) -> int:
    """Keep the packages of the lock for a system, each against its hash. What the lock says is for one system alone is
    taken for all: it does no harm there."""
    with open(LOCK, encoding="utf-8") as lock:
        plain = for_all(lock.read())
    handle, name = tempfile.mkstemp(suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(plain)
    aim = []
    if system:
        number = version or "{}.{}".format(*sys.version_info[:2])
        aim = ["--python-version", number, "--implementation", "cp"]
        aim += [part for platform in PLATFORMS[system] for part in ("--platform", platform)]
    ask = ["download", "--quiet", "--require-hashes", "--no-deps", "--only-binary=:all:", "-d", folder, "-r", name]
    try:
        return run([*PIP, *ask, *aim])
    finally:
        os.unlink(name)


def taken(arguments: list[str], option: str) -> tuple[str, list[str]]:
    """The value of an option of ours and the arguments without it; empty where it is not given."""
    left, found = [], ""
    rest = iter(arguments)
    for word in rest:
        if word == option:
            found = next(rest, "")
            if not found:
                stop(f"{option} 后面要写一个值。 / {option} wants a value.")
        elif word.startswith(option + "="):
            found = word[len(option) + 1 :]
        else:
            left.append(word)
    return found, left


def keep_wheels(arguments: list[str]) -> int:
    system, arguments = taken(arguments, "--for")
    version, arguments = taken(arguments, "--python")
    if len(arguments) != 1 or (system and system not in PLATFORMS) or (version and not system):
        stop(HELP)
    folder = os.path.abspath(arguments[0])
    status = wheels_for(folder, system, version)
    if status == 0:
        tell(
            f"软件包在 {folder}。在没有网络的电脑上：python start.py site --wheels 那个文件夹"
            f" / The packages are in {folder}."
        )
    return status


def told(arguments: list[str]) -> int:
    """The same, where the system refuses (a file that another program holds, a full disk) in a sentence."""
    try:
        return main(arguments)
    except OSError as error:
        stop(
            "{}：{}。文件被别的程序打开着的（如压缩软件、表格），关掉再来；没有权限的，换一个文件夹。"
            " / Close what has the file open, or choose another folder.".format(
                error.filename or "start.py", error.strerror
            )
        )


def main(arguments: list[str]) -> int:
    if sys.version_info < OLDEST:
        stop(
            "要 Python 3.11 或更新的，这一个是 {0}。 / Python 3.11 or newer is needed; this is {0}.".format(
                sys.version.split()[0]
            )
        )
    wheels, arguments = taken(arguments, "--wheels")
    command, rest = (arguments[0], arguments[1:]) if arguments else ("site", [])
    if command in ("-h", "--help", "help"):
        sys.stdout.write(HELP)
        return 0
    setup(wheels or os.environ.get("WHEELS", ""))
    if command == "setup":
        return 0
    if command == "test":
        return test(rest)
    if command == "zip":
        return zip_site(rest)
    if command == "wheels":
        return keep_wheels(rest)
    return build_site(["build" if command == "site" else command, *rest])


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that cannot show Chinese shows escapes: no message fails for its own words.
            stream.reconfigure(errors="backslashreplace")
    sys.exit(told(sys.argv[1:]))
