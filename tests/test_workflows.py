"""What runs on GitHub cannot be run here, so its files are linted, offline; and the lock files are what they claim to be."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted(GITHUB.glob("workflows/*.y*ml"))
DEPENDABOT = GITHUB / "dependabot.yml"
LOCKS = {
    f"requirements{what}.txt": f"requirements{what}.in"
    for what in ("", "-test", "-bench", "-dask", "-update", "-zensical")
}
# May come with a version comment only: the comment is what a person and dependabot read.
PINNED = re.compile(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")


def run(*command: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, encoding="utf-8", stdin=subprocess.DEVNULL
    )


def validate(schema: str, *paths: Path) -> subprocess.CompletedProcess[str]:
    return run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", *paths)


def audit(*paths: Path) -> subprocess.CompletedProcess[str]:
    # The one of this environment, not whatever the machine has.
    zizmor = shutil.which("zizmor", path=Path(sys.executable).parent)
    assert zizmor, "zizmor is not installed beside this Python: run `make setup-test`"
    return run(
        zizmor,
        "--offline",
        "--no-config",
        "--no-ignores",
        "--no-progress",
        "--color=never",
        "--strict-collection",
        "--pedantic",
        *paths,
    )


def assert_clean(result: subprocess.CompletedProcess[str]) -> None:
    assert result.returncode == 0, result.stdout + result.stderr


def load(path: Path) -> dict:
    return yaml.safe_load(path.read_text("utf-8"))


def jobs() -> list:
    return [
        pytest.param(job, id=f"{path.stem}-{name}") for path in WORKFLOWS for name, job in load(path)["jobs"].items()
    ]


# --- workflows and dependabot


def test_files_fit_their_schemas():
    assert WORKFLOWS
    assert_clean(validate("github-workflows", *WORKFLOWS))
    assert_clean(validate("dependabot", DEPENDABOT))


def test_audit_finds_nothing():
    assert_clean(audit(*WORKFLOWS, DEPENDABOT))


def test_the_linters_bite(tmp_path):
    """A tool that reads nothing finds nothing: both must object to a workflow that is wrong."""
    bad = tmp_path / ".github" / "workflows" / "bad.yml"
    bad.parent.mkdir(parents=True)
    bad.write_text(
        "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v4\n        wth: {}\n",
        "utf-8",
    )
    assert "wth" in validate("github-workflows", bad).stdout
    bad.write_text(bad.read_text("utf-8").replace("        wth: {}\n", ""), "utf-8")
    found = audit(bad)
    assert found.returncode > 10 and "unpinned-uses" in found.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_by_commit_with_their_version(path):
    used = [line for line in path.read_text("utf-8").splitlines() if re.match(r"\s*(- )?uses:", line)]
    assert used and [line for line in used if not PINNED.search(line)] == []
    steps = [step for job in load(path)["jobs"].values() for step in job.get("steps", [])]
    assert len(used) == sum("uses" in step for step in steps), "a `uses` in a form this test does not see"


@pytest.mark.parametrize("job", jobs())
def test_no_checkout_leaves_its_token_behind(job):
    for step in job["steps"]:
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_nothing_is_permitted_unless_a_job_says_so(path):
    assert load(path)["permissions"] == {}


@pytest.mark.parametrize("job", jobs())
def test_a_job_ends_and_names_its_permissions(job):
    assert isinstance(job["timeout-minutes"], int)
    permissions = job["permissions"]
    writes = {scope for scope, access in permissions.items() if access != "read"}
    # Publishing takes these two, in a job that runs no code of ours; the job that commits what ingest writes takes the
    # others, and only people who may push to the branch anyhow start it.
    publishes = writes == {"pages", "id-token"} and not any("run" in step for step in job["steps"])
    commits = writes == {"contents", "actions"} and job["name"] == "Ingest and commit"
    # What is made from code runs in a job before, which may only read.
    hands_on = writes in ({"contents", "actions"}, {"contents", "pull-requests", "actions"}) and not runs_code(job)
    # Only a person starts the one that makes a collection, and it pushes one branch of that name.
    founds = writes == {"contents"} and job["name"] == "Make a collection on a branch"
    assert not writes or publishes or commits or hands_on or founds


def runs_code(job):
    """Whether a job runs anything but git, gh and the shell's own: what a checkout or a package brings along."""
    lines = [line.strip() for step in job["steps"] for line in step.get("run", "").splitlines()]
    harmless = re.compile(r"(?:if ! )?(?:git|gh|cp update/requirements\*\.txt) ?.*|fi")
    return [line for line in lines if not harmless.fullmatch(line)] != []


def test_an_older_version_is_built_from_its_own_files_and_locks():
    workflow = load(GITHUB / "workflows" / "site.yml")
    assert list(workflow[True]["workflow_dispatch"]["inputs"]) == ["version"]
    checkout = workflow["jobs"]["build"]["steps"][0]
    assert checkout["with"]["ref"] == "${{ inputs.version || github.sha }}" and checkout["with"]["fetch-depth"] == 0
    # Only what publishes goes back: checks are of what was pushed.
    others = [step["with"] for name in ("test", "review") for step in workflow["jobs"][name]["steps"] if "with" in step]
    assert not any("ref" in given for given in others)


def test_the_monthly_job_makes_every_lock_as_its_head_says():
    steps = load(GITHUB / "workflows" / "update.yml")["jobs"]["propose"]["steps"]
    (script,) = [step["run"] for step in steps if step.get("id") == "locks"]
    # The head of a lock names these options (below): a lock that was made otherwise would fail there.
    assert '--generate-hashes --universal --python-version 3.11 "$wanted" -o "${wanted%.in}.txt"' in script
    assert "for wanted in requirements.in requirements-*.in; do" in script
    assert {path.name for path in ROOT.glob("requirements*.in")} == set(LOCKS.values())


def test_what_may_commit_is_started_by_pushes_to_branches_alone():
    workflow = load(GITHUB / "workflows" / "ingest.yml")
    # YAML reads the key `on` as true.
    assert list(workflow[True]) == ["push"] and "main" in workflow[True]["push"]["branches-ignore"]


def test_a_collection_is_made_on_a_branch_when_a_person_asks(tmp_path):
    """What the job runs is run here, in a small repository, but for the push; the made collection is a file that stands for one."""
    workflow = load(GITHUB / "workflows" / "own.yml")
    assert list(workflow[True]) == ["workflow_dispatch"]
    (step,) = (step for step in workflow["jobs"]["own"]["steps"] if step.get("name") == "Put it on a branch")
    pushes = re.findall(r"git push .*", step["run"])
    assert [push.split()[-1] for push in pushes] == ["HEAD:refs/heads/own"]
    repo, own = tmp_path / "repo", tmp_path / "own"
    for path in (
        repo / "docs" / "old.md",
        repo / ".github" / "workflows" / "a.yml",
        own / "annals.lock",
        own / ".gitignore",
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x\n", "utf-8")
    git = ["git", "-C", repo, "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "first"]):
        assert_clean(run(*git, *command))
    script = re.sub(r"git push .*", "true", step["run"]).replace("$RUNNER_TEMP/own", str(own))
    assert_clean(run("bash", "-ec", f"cd {repo}; GITHUB_STEP_SUMMARY=/dev/null; {script}"))
    assert run(*git, "ls-files").stdout.split() == [".github/workflows/a.yml", ".gitignore", "annals.lock"]
    assert run(*git, "status", "--porcelain").stdout == ""


@pytest.mark.parametrize("path", sorted(GITHUB.glob("ISSUE_TEMPLATE/[!c]*.yml")), ids=lambda path: path.name)
def test_issue_forms_fit_their_schema(path):
    assert_clean(validate("github-issue-forms", path))


def test_dependabot_watches_both_and_leaves_mkdocs_below_2():
    updates = {update["package-ecosystem"]: update for update in load(DEPENDABOT)["updates"]}
    assert updates.keys() == {"uv", "github-actions"}
    assert {"dependency-name": "mkdocs", "versions": [">=2"]} in updates["uv"]["ignore"]


def test_all_that_watches_is_in_make_test():
    """What CI and the workflows call is `make test`; tests, style and types are in it."""
    commands = run("make", "--dry-run", "--directory", ROOT, "test").stdout
    assert [
        tool for tool in ("pytest", "ruff check", "ruff format --check", "mypy") if f" -m {tool}" not in commands
    ] == []
    steps = [step.get("run") for step in load(GITHUB / "workflows" / "site.yml")["jobs"]["test"]["steps"]]
    assert "make test" in steps and (ROOT / ".ci" / "run").read_text("utf-8").splitlines()[-1] == "make test"


# --- locks


def wanted(name: str) -> list[Requirement]:
    found = []
    for line in (ROOT / name).read_text("utf-8").splitlines():
        line = line.split("#")[0].strip()
        if line.startswith("-r "):
            found += wanted(line[3:].strip())
        elif line and not line.startswith("-c "):
            found.append(Requirement(line))
    return found


def locked(name: str) -> dict[str, str]:
    """Package → version; anything but comments, `name==version` and its hashes is a fault."""
    text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    found = {}
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        requirement, *hashes = re.split(r"\s+--hash=", line.strip())
        assert hashes and all(re.fullmatch(r"sha256:[0-9a-f]{64}", one) for one in hashes), f"{name}: no hash: {line}"
        match = re.fullmatch(r"([\w.-]+)(?:\[[\w,-]+\])?==([^\s;]+)(?: ; .+)?", requirement)
        assert match, f"{name}: not pinned: {requirement}"
        package = canonicalize_name(match[1])
        assert package not in found, f"{name}: {package} differs between systems or Pythons, so the site would too"
        found[package] = match[2]
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_has_hashes_and_names_no_place(lock):
    text = (ROOT / lock).read_text("utf-8")
    assert locked(lock)
    for trace in ("://", "index-url", "find-links", "trusted-host", " @ ", "file:"):
        assert trace not in text, trace
    assert f"uv pip compile --generate-hashes --universal --python-version 3.11 {LOCKS[lock]} -o {lock}\n" in text


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_holds_what_is_wanted(lock):
    versions = locked(lock)
    for requirement in wanted(LOCKS[lock]):
        version = versions.get(canonicalize_name(requirement.name))
        assert version and requirement.specifier.contains(version), (
            f"{LOCKS[lock]} asks for {requirement}, {lock} has {version}"
        )


def test_tests_run_with_the_versions_the_site_is_built_with():
    assert locked("requirements.txt").items() <= locked("requirements-test.txt").items()
