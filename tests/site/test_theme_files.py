"""The files of the theme that a build copies are those that MkDocs itself would copy."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config import load_config
from mkdocs.structure.files import Files

from annals.edition.shipped import DEFAULTS
from annals.site.theme_files import list_what_is_shown


def test_no_file_that_is_copied_goes_unlisted(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    for name in ("assets/.hidden/x.css", ".icons/x.svg", "assets/shown.css", "assets/.dot.css", ".top.css"):
        (tmp_path / "theme" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "theme" / name).write_text("x", "utf-8")
    config = load_config(str(DEFAULTS), docs_dir=str(tmp_path / "docs"), site_dir=str(tmp_path / "site"))
    config.theme.dirs.insert(0, str(tmp_path / "theme"))
    copied = []
    for _ in range(2):
        files = Files([])
        files.add_files_from_theme(config.theme.get_env(), config)
        copied.append({file.src_uri: file.src_dir for file in files})
        list_what_is_shown(config.theme)
    theirs, ours = copied
    assert ours == theirs
    assert "assets/shown.css" in ours and len(ours) > 40
    listed = config.theme.get_env().list_templates()
    assert not any(".icons/" in name for name in listed)
