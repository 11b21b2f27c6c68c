"""The package: what a wheel holds, and that it does its work with what it says it needs and nothing else."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.support.places import REPO

PROJECT = tomllib.loads((REPO / "pyproject.toml").read_text("utf-8"))["project"]
BESIDE = {"click": ("click",), "markdown-it-py": ("markdown_it", "mdurl"), "pyyaml": ("yaml", "_yaml")}
"""The folders of each package that `clean` needs, with what that needs itself."""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel, built here without network, and what it needs: nothing else can be imported."""
    place = tmp_path_factory.mktemp("installed")
    build = "import sys; from hatchling.build import build_wheel; build_wheel(sys.argv[1])"
    subprocess.run([sys.executable, "-c", build, str(place)], cwd=REPO, check=True, capture_output=True)
    (wheel,) = place.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place)
    packages = Path(sysconfig.get_path("purelib"))
    for name in (name for names in BESIDE.values() for name in names):
        (place / name).symlink_to(packages / name)
    return place


def called(installed: Path, code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    start = f"import sys; sys.path.insert(0, {str(installed)!r}); {code}"
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(
        [sys.executable, "-S", "-c", start, *arguments],
        cwd=installed,
        env=env | {"PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_clean_works_from_the_wheel_with_three_packages(installed: Path) -> None:
    (installed / "parsed.md").write_text("# 第二章 平台\n# 2.1 实验室\n新建 12 家,其中共建 5 家。\n", "utf-8")
    main = "from annals.cli.group import main; main(prog_name='annals')"
    done = called(installed, main, "clean", "parsed.md", "--ledger", "changes.jsonl")
    assert (done.returncode, done.stdout) == (0, "# 第二章 平台\n\n## 2.1 实验室\n\n新建12家，其中共建5家。\n"), (
        done.stderr
    )
    assert (installed / "changes.jsonl").read_text("utf-8").startswith('{"seq": ')
    asked = called(installed, "from annals import clean; print(len(clean('新建 12 家。').ledger))")
    assert asked.stdout == "2\n", asked.stderr
    # What else there is says what it lacks.
    other = called(installed, main, "build")
    assert other.returncode == 2 and "annals[site]" in other.stderr, other.stderr[-300:]


def test_a_wheel_holds_all_that_ships(installed: Path) -> None:
    # As they lie here, in a copy without git too.
    found = (path for folder in ("annals", "templates") for path in (REPO / folder).rglob("*") if path.is_file())
    names = [path.relative_to(REPO).as_posix() for path in found if "__pycache__" not in path.parts]
    homes = {name: installed / re.sub("^templates/", "annals/templates/", name) for name in names}
    assert len(names) > 300
    assert [name for name, home in homes.items() if home.read_bytes() != (REPO / name).read_bytes()] == []
    told = called(
        installed, "from annals.edition import shipped as s; print(s.THEME.is_dir(), s.GUIDE.is_dir(), s.own_root())"
    )
    assert told.stdout == f"True True {installed}\n", told.stderr


def test_what_it_needs_is_what_the_site_is_built_with() -> None:
    lines = (REPO / "requirements.in").read_text("utf-8").splitlines()
    wanted = {str(Requirement(line)).lower() for line in lines if line.strip() and not line.startswith("#")}
    told = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["site"]]
    assert {str(Requirement(line)).lower() for line in told} == wanted
    assert {Requirement(line).name for line in PROJECT["dependencies"]} == BESIDE.keys()


def test_the_example_of_the_readme_runs() -> None:
    section = (REPO / "README.md").read_text("utf-8").partition("## As a package")[2].partition("\n## ")[0]
    example = doctest.DocTestParser().get_doctest(section, {}, "README.md", "README.md", 0)
    assert len(example.examples) == 4
    assert doctest.DocTestRunner().run(example).failed == 0
