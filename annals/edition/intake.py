"""The one way in from disk: every text that somebody wrote is read here, and no bytes end a run."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from annals.clean.misread import garbling
from annals.clean.read import GARBLED, MisreadError, UnreadableError, decode
from annals.model import Phrase, Problem
from annals.text.page_names import unsayable


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """A file as text, its line ends LF and its byte order mark off. `text` is None for bytes that
    are none (E121, E123, E143), and there is a problem too for what is not UTF-8 (E120): that text is used all the same."""

    text: str | None
    problem: Problem | None = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        return () if self.problem is None else (self.problem,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """The texts of a folder by path, in the order of the paths; those that cannot be read are only in `problems`."""

    texts: dict[str, str]
    problems: tuple[Problem, ...] = ()


def take_in(path: Path, name: str) -> Intake:
    """The text of a file; `name` is its path from the root, as problems name it. A file that is not there is empty."""
    try:
        text, encoding = decode(path.read_bytes())
    except FileNotFoundError:
        return Intake(text="")
    except MisreadError as error:
        return Intake(text=None, problem=error.problem(name))
    except UnreadableError as error:
        return Intake(text=None, problem=Problem.of("E121", name, detail=str(error), file=name))
    except OSError as error:
        detail = error.strerror or type(error).__name__
        return Intake(text=None, problem=Problem.of("E121", name, detail=detail, file=name))
    garbled = garbling(text) if name.endswith(".md") else None
    if garbled is not None:
        # Its letters are letters, and each would be told of as if somebody had written it.
        return Intake(text=None, problem=Problem.of("E121", name, detail=GARBLED[garbled], file=name))
    told = None if encoding == "utf-8" else Problem.of("E120", name, encoding=encoding.upper())
    return Intake(text=text.replace("\r\n", "\n").replace("\r", "\n"), problem=told)


def take_in_folder(folder: Path, base: Path, prefix: str) -> Folder:
    """All Markdown below a folder by path relative to `base`, which problems name with `prefix` before it."""
    if not folder.is_dir():
        return Folder(texts={})
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path in sorted(path for path in folder.rglob("*") if path.suffix == ".md" or path.is_symlink()):
        below = path.relative_to(base).as_posix()
        if not sayable(below):
            problems.append(misnamed(below, prefix))
        elif path.is_symlink() and not path.resolve().is_relative_to(base.resolve()):
            problems.append(Problem.of("W103", f"{prefix}{below}"))
        elif path.suffix == ".md" and path.is_file():
            found = take_in(path, f"{prefix}{below}")
            problems += found.problems
            if found.text is not None:
                texts[below] = found.text
    return Folder(texts=texts, problems=tuple(problems))


def misnamed(path: str, prefix: str) -> Problem:
    """That a file (path below a folder that problems name with `prefix`) has a name that no address can hold."""
    sign = unsayable(path)
    if not sayable(path):
        why = Phrase.of("name-bytes")
    else:
        why = Phrase.of("name-sign", sign=sign) if sign.strip() else Phrase.of("name-blank")
    stem, _, ending = path.rpartition("/")[2].rpartition(".")
    better = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-") or "page"
    return Problem.of("E122", f"{prefix}{shown(path)}", why=why, better=f"{better}.{ending}")


def sayable(name: str) -> bool:
    """Whether a file's name is text; where it is not UTF-8, Python puts half characters for its bytes."""
    return not any("\ud800" <= char <= "\udfff" for char in name)


def shown(name: str) -> str:
    """The name of a file with what is no text written out."""
    return name.encode("utf-8", "backslashreplace").decode()
