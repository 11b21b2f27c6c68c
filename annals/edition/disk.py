"""What is read from the root folder, and by which names."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from annals.check.files import OF_SYSTEMS
from annals.edition.beside import yml_beside
from annals.edition.intake import misnamed, sayable, shown, take_in
from annals.edition.making import Inputs
from annals.model import RESERVED_FOLDERS, Phrase, Problem, record_file, text_file
from annals.text.lexicon import Lexicon, changed_lexicon, shipped_lexicon

_slug = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
LEXICON = "docs/lexicon.yml"
"""What an edition adds to the words that ship, and removes; no page, and not published."""
_NO_RECORD = "?"
"""Stands for a record whose bytes are no text: damaged, not absent."""


def report_id(stem: str) -> str:
    """The id of a report from its file's stem: the stem itself if it is a plain ASCII word,
    else a stable slug with a short hash."""
    if _slug.fullmatch(stem) and stem not in RESERVED_FOLDERS:
        return stem
    words = "-".join(re.findall(r"[a-z0-9]+", stem.lower()))[:40]
    digest = hashlib.sha256(stem.encode()).hexdigest()[:6]
    return f"{words}-{digest}" if words else f"r-{digest}"


def seed_files(root: Path) -> tuple[tuple[tuple[str, Path], ...], tuple[Problem, ...]]:
    """The raw files by report id, and what is wrong with the others."""
    found: list[tuple[str, Path]] = []
    problems: list[Problem] = []
    folder = (root / "seeds").resolve()
    for path in sorted((root / "seeds").glob("*.txt")):
        name = f"seeds/{shown(path.name)}"
        if not sayable(path.name):
            problems.append(misnamed(path.name, "seeds/"))
        elif not path.resolve().is_relative_to(folder):
            problems.append(Problem.of("W103", name))
        elif not path.is_file():
            continue
        elif kind := _doubled(path):
            # Notepad adds its own ending to a name that it does not know.
            better = shown(path.stem).removesuffix(kind) + ".yml"
            problems.append(Problem.of("W207", name, cure=Phrase.of("seed-rename", name=better)))
        elif path.stat().st_size == 0:
            problems.append(Problem.of("W102", name, file=name))
        else:
            report = report_id(path.stem)
            if report != path.stem:
                problems.append(Problem.of("W105", name, name=path.name, slug=report))
            found.append((report, path))
    return tuple(found), (*problems, *_other_files(root, {path.stem for _, path in found}))


def _doubled(path: Path) -> str:
    """The ending of a `.yml` that stands before `.txt`; empty where there is none."""
    kind = Path(path.stem).suffix
    return kind if kind.lower() in (".yml", ".yaml") else ""


def _other_files(root: Path, stems: Collection[str]) -> Iterator[Problem]:
    """What lies in seeds/ and makes no report: whoever put it there waits for one."""
    for path in sorted((root / "seeds").glob("*")):
        kind, known = path.suffix.lower(), (root / record_file(path.stem)).exists()
        if path.suffix == ".txt" or path.name.startswith((".", "~$", "README")) or path.name in OF_SYSTEMS:
            continue
        if path.suffix == ".yml" and (path.stem in stems or known or (root / text_file(path.stem)).exists()):
            continue
        cure = Phrase.of("seed-add")
        if kind in (".txt", ".yml", ".yaml"):
            cure = Phrase.of("seed-rename", name=shown(path.stem) + (".txt" if kind == ".txt" else ".yml"))
        yield Problem.of("W207", f"seeds/{shown(path.name)}", cure=cure)


def lexicon_of(root: Path) -> tuple[Lexicon, tuple[Problem, ...]]:
    """The words that ship, with what the folder's own file changes of them."""
    own = take_in(root / LEXICON, LEXICON)
    lexicon, problems = changed_lexicon(shipped_lexicon(), own.text or "", LEXICON)
    return lexicon, (*own.problems, *problems)


def report_inputs(root: Path, report: str, raw: Path, docs: Mapping[str, str], lexicon: Lexicon) -> Inputs:
    """What a report is made from; `docs` are all pages by path under docs/."""
    yml = raw.with_suffix(".yml")
    yml_path, base_path = f"seeds/{yml.name}", record_file(report)
    base = take_in(root / base_path, base_path)
    given = yml_beside(root, yml_path, base.text or "")
    return Inputs(
        report=report,
        raw_path=f"seeds/{raw.name}",
        raw=raw.read_bytes(),
        yml_path=yml_path,
        yml=given.text,
        base=_NO_RECORD if base.text is None else base.text,
        pages=tuple((path, text) for path, text in docs.items() if path.startswith(f"{report}/")),
        lexicon=lexicon,
        problems=(*given.problems, *(base.problems if base.text is not None else ())),
    )


def sources_digest(root: Path) -> str:
    """A digest of what ingest works on: raw reports, corrections, words, the topics that take sections."""
    found = hashlib.sha256()
    for path in sorted(
        [
            *(root / "seeds").glob("*.txt"),
            *(root / "seeds").glob("*.yml"),
            *(root / "docs" / "topics").glob("*.md"),
            root / LEXICON,
        ]
    ):
        if path.is_file():
            found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()
