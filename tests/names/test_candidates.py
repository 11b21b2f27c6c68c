"""Names that nobody registered yet: which string is the name, and the page that is offered for it."""

from __future__ import annotations

import pytest

from annals.markdown.front import Front
from annals.model import Registry
from annals.names.candidates import Candidate, candidate_names, stub
from annals.names.linking import TextBlock
from tests.support.words import LEXICON


def candidates(*texts: str) -> list[tuple[str, int]]:
    """The candidates of blocks of text, each with the number of its places."""
    blocks = [TextBlock(report="r", block=f"l{n}", section="l1", text=text) for n, text in enumerate(texts)]
    return [(found.name, len(found.places)) for found in candidate_names(blocks, Registry((), (), ()), LEXICON)]


def test_a_string_that_always_stands_in_a_longer_one_is_not_the_name() -> None:
    names = dict(candidates("由启明星光电研究院承担。", "启明星光电研究院发布成果。", "委托启明星光电研究院评估。"))
    assert names["启明星光电研究院"] == 3
    # 明星光电研究院 and the rest of its tails stand at the same places, and nowhere else.
    assert [name for name in names if name != "启明星光电研究院" and name in "启明星光电研究院"] == []


def test_a_string_that_also_stands_alone_is_a_name_of_its_own() -> None:
    texts = ["由启明星光电研究院承担。", "启明星光电研究院发布成果。", "光电研究院迁入新址。", "光电研究院扩建。"]
    names = dict(candidates(*texts))
    assert names["光电研究院"] == 4
    assert names["启明星光电研究院"] == 2


@pytest.mark.parametrize("taken", [0, 1, 2, 5])
def test_a_page_that_exists_is_never_written_over(taken: int) -> None:
    # 光电 and 广电 are written alike in pinyin.
    here: set[str] = set()
    for number in range(taken + 1):
        path, text = stub(
            Candidate("光电研究院" if number % 2 else "广电研究院", "机构", ("r#l1", "r#l2")), frozenset(here)
        )
        slug = path.removeprefix("entities/").removesuffix(".md")
        assert slug not in here
        assert slug.startswith("guang-dian-yan-jiu-yuan")
        assert Front.of(text).values["type"] == "机构"
        here.add(slug)
    assert len(here) == taken + 1
