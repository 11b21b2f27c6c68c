"""Traditional characters and their simplified forms: OpenCC's character table, made small.

From data/dictionary/TSCharacters.txt of OpenCC (https://github.com/BYVoid/OpenCC, commit 5249273),
Copyright 2010-2026 Carbo Kuo and contributors, Apache-2.0 (LICENSE-APACHE-2.0), changed here: the first
candidate alone, followed to its end, each simplified character before the traditional ones it stands for."""

from importlib.resources import files

from annals.text.forms import IDEOGRAPHS

GROUPS = files("annals.text").joinpath("traditional.txt").read_text("utf-8").split()

# One character where writing has two: OpenCC tells them apart by the word or the name they stand in, which readers who
# search do not know (显著 and 显着, 钱锺书 and 钱钟书, 玉谿 and 玉溪).
_ALIKE = "着著 钟锺 径迳 溪谿 苏甦 么幺 余馀 𪢮圞 𣨼殢"
_groups = {form: group[0] for group in _ALIKE.split() for form in group[1:]}
_traditional = {form: _groups.get(group[0], group[0]) for group in GROUPS for form in group[1:]} | _groups
SIMPLIFIED = _traditional | {form: _traditional.get(meant, meant) for form, meant in IDEOGRAPHS.items()}
"""Simplified characters by the traditional ones, radicals and compatibility ideographs that stand for them."""
