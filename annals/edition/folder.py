"""What a folder holds, read once before any report is made."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from annals.edition.disk import lexicon_of, report_inputs, seed_files
from annals.edition.facts import facts_of
from annals.edition.making import Inputs
from annals.edition.registering import Registered, registered
from annals.edition.taking_down import TakenDown
from annals.edition.taking_in import Taken, take_docs, without_copies
from annals.model import Facts, Problem
from annals.text.lexicon import Lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """The facts and words of an edition, its raw files by report, the registers as they stood `before`, what is taken down, the pages as they
    are found, what each report is made from; and what is wrong with the facts (`misread`), with the words (`unknown`), with raw files (`wrong`)."""

    root: Path
    facts: Facts
    lexicon: Lexicon
    seeds: tuple[tuple[str, Path], ...]
    before: Registered
    down: TakenDown
    taken: Taken
    given: tuple[Inputs, ...]
    misread: tuple[Problem, ...]
    unknown: tuple[Problem, ...]
    wrong: tuple[Problem, ...]

    @classmethod
    def of(cls, root: Path, *, rebuild: bool) -> Folder:
        """Read a folder; `rebuild`: its reports are to make their records anew where these are not whole."""
        facts, misread = facts_of(root)
        lexicon, unknown = lexicon_of(root)
        before, (seeds, wrong) = registered(root), seed_files(root)
        down = TakenDown.of(root)
        taken = take_docs(root, seeds, before, down.topics())
        given = tuple(
            replace(
                without_copies(report_inputs(root, report, raw, taken.all_texts, lexicon), taken.copies),
                registered=before.believed(report),
                rebuild=rebuild,
                withdrawn=down.pages(),
            )
            for report, raw in seeds
        )
        return cls(
            root=root,
            facts=facts,
            lexicon=lexicon,
            seeds=seeds,
            before=before,
            down=down,
            taken=taken,
            given=given,
            misread=tuple(misread),
            unknown=tuple(unknown),
            wrong=tuple(wrong),
        )
