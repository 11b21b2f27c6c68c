"""Nothing hostile in docs/ is live on the site, is untold, or is told otherwise by check than by build.

`hostile.txt` holds the payloads, one a line. What is live is judged by a reader of HTML that knows none of ours."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from annals.edition.checking import check
from annals.edition.ingesting import ingest
from annals.edition.writing import carry_out
from annals.markdown.live import make_inert
from annals.markdown.read import parser
from tests.support.browsing import serving
from tests.support.policy import inline
from tests.support.small_folder import PAGE, folder, write
from tests.support.stories import run

PAYLOADS = [
    line.replace("\\n", "\n").replace("\\t", "\t")
    for line in (Path(__file__).parent / "hostile.txt").read_text("utf-8").split("\n")[1:]
    if line
]
HARMLESS = [
    "甲 < 乙，x<y，a <= b。",
    "`<script>` 与 ``<b>``。",
    "```\n<script>alert(1)</script>\n```",
    "    <script>\n",
    "x<sup>2</sup>、H<sub>2</sub>O<br>乙",
    '<div class="box" markdown="1">\n\n甲\n\n</div>',
    '<details markdown="1"><summary>甲</summary>\n\n乙\n\n</details>',
    "<!-- 编者的话 <b> -->",
    "<https://example.org/>、<a.b@example.org>",
    "[甲](https://example.org/a?b=c:d)、[乙](mailto:a@example.org)、[丙](#l5)、[丁](<a b.md>)",
    "&lt;script&gt;",
    "![图](图.png)",
]
TAGS = frozenset(
    [
        "a",
        "br",
        "code",
        "div",
        "em",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ol",
        "p",
        "pre",
        "small",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "details",
        "ul",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "blockquote",
        "hr",
        "img",
    ]
)
SCHEMES = ("http://", "https://", "mailto:")


class _Reader(HTMLParser):
    """All elements with their attributes, and what of them would be live in a page's words."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: Counter[str] = Counter()
        self.live: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen[tag] += 1
        for name, value in attrs:
            address = "".join((value or "").split()).lower()
            if name.startswith("on") or name in ("srcdoc", "srcset", "action", "formaction", "background"):
                self.live.append(f"{tag} {name}")
            if name in ("href", "src", "xlink:href", "data") and (
                (":" in address.partition("/")[0] and not address.startswith(SCHEMES)) or "evil" in address
            ):
                # A link to a page elsewhere is one that readers may follow or not.
                if tag == "a" and address.startswith(SCHEMES):
                    continue
                self.live.append(f"{tag} {name}={value}")


def read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


def test_there_are_enough() -> None:
    assert len(PAYLOADS) == len(set(PAYLOADS)) >= 90


@pytest.mark.parametrize("around", ["{}", "甲，{}。", "- 甲\n\n    {}\n", "> {}"])
@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_is_inert_holds_nothing_live_for_commonmark(payload: str, around: str) -> None:
    inert = make_inert(around.format(payload))
    found = read(parser().render(inert.text.replace('class="box" markdown="1"', "")))
    assert found.live == [] and set(found.seen) <= TAGS
    assert make_inert(inert.text).found == ()


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_allowed_stays_as_it_is(text: str) -> None:
    assert make_inert(text) == make_inert("") or (make_inert(text).text, make_inert(text).found) == (text, ())


# --- a real site ------------------------------------------------------------------------------

HOSTS = {
    PAGE: "2031/forums-and-expos.html",
    "docs/index.md": "index.html",
    "docs/2031/index.md": "2031/index.html",
    "docs/topics/forums-and-expos.md": "topics/forums-and-expos.html",
    "docs/entities/jia-yi.md": "entities/jia-yi.html",
    "docs/about/index.md": "about/index.html",
    "docs/note.md": "note.html",
}


def _folder(root: Path) -> None:
    root.mkdir()
    folder(root)
    write(root, "docs/about/index.md", "---\ntitle: 关于\n---\n\n甲。\n")
    write(root, "docs/note.md", "甲。\n")
    carry_out(root, ingest(root.resolve()).writes)


def _harmed(root: Path) -> None:
    for path in HOSTS:
        text = (root / path).read_text("utf-8").rstrip("\n")
        parts = []
        for number, payload in enumerate(PAYLOADS):
            # Each keeps to itself: what a fence leaves open must not swallow the others.
            parts.append(f"{payload.replace('[r]', f'[r{number}]')}\n")
            parts.append("\n甲。\n")
        write(root, path, f"{text}\n\n" + "\n".join(parts))
    write(
        root,
        "docs/odd.md",
        '---\ntitle: "<img src=x onerror=alert(1)>"\ndescription: \'"><script>alert(1)</script>\'\ntemplate: x.html\nicon: ../x\nstatus: "<b onclick=x>"\n---\n\n甲。\n',
    )
    write(root, "docs/page.html", "<script>alert(1)</script>")
    write(root, "docs/page.markdown", "<script>alert(1)</script>")
    write(root, "docs/assets/annals-cards.js", "alert(1)")
    write(root, "docs/a.png", "<script>alert(1)</script>")
    write(root, "docs/good.svg", '<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>')


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The folder without any payload and the one with all of them on every kind of page, both built."""
    place = tmp_path_factory.mktemp("hostile")
    clean, harmed = place / "clean", place / "harmed"
    for root in (clean, harmed):
        _folder(root)
    _harmed(harmed)
    run(clean.resolve())
    run(harmed.resolve())
    return clean, harmed


def test_no_page_is_live(sites: tuple[Path, Path]) -> None:
    clean, harmed = sites
    usual = Counter[str]()
    for path in (clean / "site").rglob("*.html"):
        usual |= read(path.read_text("utf-8")).seen
    pages = sorted((harmed / "site").rglob("*.html"))
    assert {str(page.relative_to(harmed / "site")) for page in pages} >= {
        *HOSTS.values(),
        "odd.html",
        "2031/full.html",
    }
    for page in pages:
        found = read(page.read_text("utf-8"))
        # The page that is called evil names its own twin.
        assert [one for one in found.live if one != f"link href={page.stem}.md"] == [], page
        # Headings among the payloads make the table of contents deeper.
        many = {tag: n for tag, n in found.seen.items() if tag not in TAGS | {"nav"} and n > usual[tag]}
        assert many == {}, page


def test_in_a_browser_nothing_runs_and_there_is_nothing_to_refuse(sites: tuple[Path, Path], browser: Browser) -> None:
    """The gate leaves nothing that the pages' policy would have to stop."""
    page = browser.new_page()
    told: list[str] = []
    page.on("dialog", lambda dialog: (told.append(dialog.message), dialog.dismiss())[0])
    page.on("console", lambda said: told.append(said.text[:200]) if "Content Security Policy" in said.text else None)
    page.on("request", lambda request: told.append(request.url) if "evil" in request.url.partition("//")[2] else None)
    site = sites[1] / "site"
    with serving(site) as address:
        for path in (*HOSTS.values(), "2031/full.html", "2031/raw.html"):
            page.goto(address + path, wait_until="load")
            assert page.locator(".md-header").is_visible(), path
    page.close()
    assert told == []
    assert [path for path in site.rglob("*.html") if inline(path.read_text("utf-8"))] == []


def test_words_stay_visible(sites: tuple[Path, Path]) -> None:
    for path in HOSTS.values():
        text = (sites[1] / "site" / path).read_text("utf-8")
        assert text.count("alert(1)") > len(PAYLOADS) / 2, path


def test_every_page_is_told_of_and_check_and_build_agree(sites: tuple[Path, Path]) -> None:
    root = sites[1].resolve()
    codes = {"E230", "E231", "E232", "E233", "E234"}
    checked = {(p.code, p.path, p.line) for p in check(root).problems if p.code in codes}
    built = {(p.code, p.path, p.line) for p in run(root, site=root / "again").problems if p.code in codes}
    assert checked == built
    assert {path for _, path, _ in checked} >= {
        *HOSTS,
        "docs/odd.md",
        "docs/page.html",
        "docs/page.markdown",
        "docs/a.png",
    }


def test_only_what_is_published_is_published(sites: tuple[Path, Path]) -> None:
    clean, harmed = sites[0] / "site", sites[1] / "site"
    assert (harmed / "good.svg").is_file()
    assert not (harmed / "page.html").exists() and not (harmed / "a.png").exists()
    ours = "assets/annals-cards.js"
    assert (harmed / ours).read_bytes() == (clean / ours).read_bytes()
