"""What mkdocs.yml says of the site is words, wherever a template of Material's writes it."""

from __future__ import annotations

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig

from annals.site.escaping import worded

HOSTILE = '"><script>alert(1)</script> 甲 & 乙'
WRITTEN = "&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt; 甲 &amp; 乙"


def test_words_do_nothing_in_a_template_and_are_escaped_once() -> None:
    config = MkDocsConfig()
    config.load_dict({"site_name": HOSTILE, "site_author": HOSTILE, "site_description": HOSTILE})
    for name in ("site_name", "site_author", "site_description"):
        template = Environment().from_string(f"{{{{ config.{name} }}}}|{{{{ config.{name} | e }}}}")
        assert template.render(config=worded(config)) == f"{WRITTEN}|{WRITTEN}"
    assert config.site_name == HOSTILE, "what programs are told is no HTML"


def test_the_foot_keeps_its_links_alone() -> None:
    config = MkDocsConfig()
    config.load_dict({"copyright": '<a href="https://example.org/" rel="license">甲</a><img src=x onerror=alert(1)>'})
    assert worded(config).copyright == (
        '<a href="https://example.org/" rel="license">甲</a>&lt;img src=x onerror=alert(1)&gt;'
    )
