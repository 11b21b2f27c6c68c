"""What pages are made from is told by the same digest in every process."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path

import pytest

from annals.edition.shipped import DEFAULTS, SHIPPED
from annals.model import Marking, PageKind, View, Voice
from annals.site.reuse import digest_of

BASIS = """
import sys
from mkdocs.config import load_config
from annals.site.reuse import Earlier, earlier_of
config = load_config(sys.argv[1], docs_dir=sys.argv[2], site_dir=sys.argv[3])
config.theme.static_templates.update({"a.html", "b.html", "c.html"})
print(earlier_of(Earlier(basis="x"), config).basis)
config.site_name = "Y"
print(earlier_of(Earlier(basis="x"), config).basis)
config.markdown_extensions.append("pymdownx.snippets")
print(earlier_of(Earlier(basis="x"), config).basis or "none")
"""


def basis(seed: int, docs: str) -> list[str]:
    env = {**os.environ, "PYTHONHASHSEED": str(seed)}
    arguments = [sys.executable, "-c", BASIS, str(DEFAULTS), docs, f"{docs}-site-{seed}"]
    return subprocess.run(arguments, cwd=SHIPPED, env=env, capture_output=True, text=True, check=True).stdout.split()


def test_the_order_of_sets_and_the_places_of_things_are_no_part_of_it(tmp_path: Path) -> None:
    one, other = basis(1, str(tmp_path)), basis(2, str(tmp_path.parent))
    assert one == other
    assert len(set(one)) == 3 and one[2] == "none"


CHANGED: dict[str, object] = {
    "kind": PageKind.TOPIC,
    "crumbs": (("甲", "a.md"),),
    "toc": ((2, "a", "甲"),),
    "marking": (Marking(id="l1", text="甲", voice=Voice.SOURCE, kind="paragraph"),),
    "around": (("甲", "a.md"),),
}


# How its HTML waits is nothing that a page says.
@pytest.mark.parametrize("name", [item.name for item in fields(View) if item.name != "is_packed"])
def test_whatever_changes_of_a_page_it_is_made_anew(name: str) -> None:
    view = View(path="a.md", title="甲", kind=PageKind.YEAR)
    before = getattr(view, name)
    other = replace(view, **{name: CHANGED.get(name, "乙" if isinstance(before, str) else ("乙",))})
    assert digest_of(view.told()) != digest_of(other.told())


def test_a_page_that_waits_compressed_says_the_same() -> None:
    view = View(path="a.md", title="甲", kind=PageKind.YEAR, made="<p>甲</p>" * 1000)
    packed = view.packed()
    assert len(packed.made) < len(view.made) / 10 and packed.html == view.html
    assert digest_of(packed.told()) == digest_of(view.told()) and packed.packed() is packed
    assert packed.outline() == view.outline()
