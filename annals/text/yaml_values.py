"""Values of YAML as people write them: what a text has to be put in, and what a comma cut off one."""

from __future__ import annotations

import re

import yaml

from annals.text.yaml_nodes import NO_VALUE, QUICK


def as_value(text: str) -> str:
    """A text as it is written for a value between braces.

    >>> as_value("第3届论坛"), as_value("12.2%,成交额"), as_value("10'级, 甲")
    ('第3届论坛', "'12.2%,成交额'", "'10''级, 甲'")
    """
    try:
        plain = yaml.load(f"{{a: {text}, b: }}", Loader=QUICK) == {"a": text, "b": None}  # noqa: S506 - a safe loader
    except (yaml.YAMLError, *NO_VALUE):
        plain = False
    return text if plain else "'" + text.replace("'", "''") + "'"


def is_cut(written: str) -> bool:
    """Whether what is written where a key is expected is the rest of a value that a half-width comma cut: it has no value.

    >>> is_cut("200万元"), is_cut("waht: 展会数"), is_cut("标题: 甲乙会"), is_cut("")
    (True, False, False, False)
    """
    return bool(written) and re.search(r":(?:\s|\Z)", written) is None
