"""What MkDocs is given of the files of docs/, whatever their bytes are."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import get_files

from annals.model import Settings
from annals.site.dressing import Dresser
from annals.site.gate import Gate
from annals.site.manuscript import Manuscript
from annals.site.plugin import AnnalsPlugin

TEXTS = {"index.md": "# 首页\n", "about/x.md": "# 说明\n\n正文。\n"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_page_is_published_as_it_was_read_whatever_its_encoding(tmp_path: Path, encoding: str) -> None:
    docs = tmp_path / "docs"
    for path, text in (TEXTS | {"about/not-taken-in.md": "# 別的\n", "about/empty.md": ""}).items():
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        (docs / path).write_bytes(text.encode(encoding))
    (tmp_path / "mkdocs.yml").write_text("site_name: 试\n", "utf-8")
    config = MkDocsConfig(config_file_path=str(tmp_path / "mkdocs.yml"))
    config.load_dict({"site_name": "试", "docs_dir": str(docs), "site_dir": str(tmp_path / "site")})
    assert not any(config.validate()[0])
    given = Manuscript(
        views={},
        texts=TEXTS,
        files=(),
        nav=[],
        theme=tmp_path,
        settings=Settings(),
        finish=lambda site, address, pages: None,
    )
    plugin = AnnalsPlugin(given, Dresser(), Gate(), lambda missed: None, lambda done, whole: None)
    config.plugins["annals"] = plugin
    files = config.plugins.run_event("files", get_files(config), config=config)
    pages = {file.src_uri: file.content_string for file in files.documentation_pages()}
    assert pages == TEXTS
