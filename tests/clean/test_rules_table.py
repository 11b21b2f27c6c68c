"""The table of `make rules` counts what rules do, real texts and made ones apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.rules_table import effects, main, table, texts_in


def test_an_effect_is_told_with_the_text_around_it() -> None:
    found = {
        effect.rule: effect
        for effect in effects("x", "成效。\n全年投入\u200b增长, 成交\u200b额。\n".encode(), real=True)
    }
    assert set(found) == {"K101", "P101", "S113"}
    assert (found["K101"].edits, found["K101"].example) == (2, "x:2  成效。⏎全年投入[⟨U+200B⟩ → ]增长, 成交额。⏎")
    assert (found["P101"].edits, found["P101"].example) == (1, "x:2  成效。⏎全年投入增长[, → ，] 成交额。⏎")


def test_a_rule_without_a_real_text_is_listed_apart() -> None:
    real = effects("a", "甲\u200b乙".encode(), real=True)
    made = [*effects("b", "甲\u200b乙".encode(), real=False), *effects("c", "甲\r\n乙".encode(), real=False)]
    told, _, apart = table([*real, *made], 1, 2).partition("\n\nwaiting for evidence")
    rows = {line.split()[0]: line.split()[-4:] for line in told.split("\n")[1:] if line[:1].isalpha()}
    assert rows == {"K101": ["1", "1", "1", "1"]}
    assert "a:1  甲[⟨U+200B⟩ → ]乙" in told
    waiting = {line.split()[0]: line.split()[-4:] for line in apart.split("\n")[1:] if line[:1].isalpha()}
    assert waiting["K105"] == ["0", "0", "1", "1"]
    assert waiting["F101"] == ["0", "0", "0", "0"]
    assert "c:1  甲[⟨U+000D⟩⏎ → ⏎]乙" in apart


def test_a_folder_gives_its_raw_texts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in" / ".kept").mkdir(parents=True)
    for name in ("a.txt", "in/b.md", "in/c.yml", "in/.kept/d.txt"):
        (tmp_path / name).write_text("<!-- 3 -->甲", "utf-8")
    assert [path.name for path in texts_in(tmp_path)] == ["a.txt", "b.md"]
    assert texts_in(tmp_path / "in" / "c.yml") == [tmp_path / "in" / "c.yml"]
    with pytest.raises(SystemExit, match="no file or folder"):
        texts_in(tmp_path / "nowhere")
    main([str(tmp_path)])
    told, _, _ = capsys.readouterr().out.partition("\n\nwaiting for evidence")
    assert "a:1  [<!-- 3 --> → ]甲" in told
