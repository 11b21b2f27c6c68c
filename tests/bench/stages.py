"""Where the time of a build goes, stage by stage: run as a script in the folder of an edition, it builds it with a clock
around each stage's function. The tool itself knows of no clock."""

from __future__ import annotations

import functools
import importlib
import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

REST = "rest"
IMPORT = "import"
STAGES: dict[str, tuple[str, ...]] = {
    "clean": ("annals.clean.cleaning:clean_source",),
    "structure": ("annals.structure.document:document_of",),
    "pages": ("annals.edition.making:make", "annals.markdown.write:write_page"),
    "merge": ("annals.edition.report:plan_report",),
    "names": ("annals.names.linking:link",),
    "history": ("annals.edition.history:history_of",),
    "ingest": ("annals.edition.ingesting:ingest",),
    "derive": ("annals.edition.deriving:derive", "annals.edition.building:manuscript"),
    "markdown": ("markdown.core:Markdown.convert",),
    "theme": ("jinja2.environment:Template.render",),
    "mkdocs": ("mkdocs.commands.build:build",),
    "search": ("annals.edition.search:index_files",),
    "search, reading pages": ("annals.site.search.page:read_page",),
    "data": ("annals.edition.building:_put_data",),
    "writing": (
        "annals.edition.writing:write_file",
        "annals.edition.writing:put_file",
        "mkdocs.utils:write_file",
        "mkdocs.utils:copy_file",
    ),
}
"""Each stage with the functions that do its work. What one of them calls that is another stage's counts there."""
_INSIDE = {"theme": "mkdocs"}
"""Stages that count only within another: templates are rendered while pages are derived, too."""


@dataclass(slots=True)
class Clock:
    """CPU seconds by stage, those of stages called from within not counted; the stages that are running now."""

    spent: dict[str, float] = field(default_factory=dict)
    running: list[str] = field(default_factory=list)
    since: float = field(default_factory=time.process_time)

    def around(self, stage: str, work: Callable[..., Any]) -> Callable[..., Any]:
        within = _INSIDE.get(stage)

        @functools.wraps(work)
        def timed(*args: Any, **kwargs: Any) -> Any:
            if within and within not in self.running:
                return work(*args, **kwargs)
            self.turn()
            self.running.append(stage)
            try:
                return work(*args, **kwargs)
            finally:
                self.turn()
                self.running.pop()

        return timed

    def turn(self) -> None:
        """Book the time since the last turn on the stage that has been running."""
        now = time.process_time()
        stage = self.running[-1] if self.running else REST
        self.spent[stage] = self.spent.get(stage, 0) + now - self.since
        self.since = now


def found(place: str) -> tuple[Any, str, Callable[..., Any]]:
    """The function that `module:name` or `module:Class.name` stands for: what holds it, its name there, itself."""
    module, _, path = place.partition(":")
    holder: Any = importlib.import_module(module)
    *outer, name = path.split(".")
    for one in outer:
        holder = getattr(holder, one)
    return holder, name, getattr(holder, name)


def watch(clock: Clock) -> None:
    """Put the clock around every stage, under whatever name a module has taken its function in."""
    for stage, places in STAGES.items():
        for place in places:
            holder, name, work = found(place)
            timed = clock.around(stage, work)
            setattr(holder, name, timed)
            for module in [module for module in sys.modules.values() if isinstance(module, ModuleType)]:
                for taken in [key for key, value in vars(module).items() if value is work]:
                    setattr(module, taken, timed)


def main() -> None:
    """Build the folder we are in; the file named on the command line gets the seconds by stage."""
    sys.path[0] = str(Path.cwd())
    clock = Clock(since=0.0)
    main_of_tool = importlib.import_module("annals.cli.group").main
    # A call imports what it needs when it needs it; here all of it at once, to be told apart from the work.
    for name in ("annals.edition.building", "annals.site.engine"):
        importlib.import_module(name)
    clock.running.append(IMPORT)
    clock.turn()
    clock.running.pop()
    watch(clock)
    clock.since = time.process_time()
    # The clock sees this process alone.
    target, sys.argv[1:] = Path(sys.argv[1]), [*sys.argv[2:], "--workers", "1"]
    try:
        main_of_tool()
    finally:
        clock.turn()
        target.write_text(json.dumps(clock.spent), "utf-8")


if __name__ == "__main__":
    main()
