"""这一套报告自己的事实：网站建成之后，由 `make test`（`start.py test`）来查。程序自己的测试不在这里。"""

import hashlib
import json
import re
import unittest
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from annals.edition.facts import facts_of

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "site"
HERE = "https://here.invalid/"
LINK = re.compile(r"<(?:a|link|script|img)\b[^>]*?\s(?:href|src)=\"([^\"]*)\"")
LOADED = re.compile(
    r"<(?:script|img|iframe|source)\b[^>]*?\ssrc=\"([^\"]*)\"|<link\b[^>]*rel=\"stylesheet\"[^>]*href=\"([^\"]*)\""
)
ANCHOR = re.compile(r"\s(?:id|name)=\"([^\"]+)\"")


def pages():
    return {path.relative_to(SITE).as_posix(): path.read_text("utf-8") for path in sorted(SITE.rglob("*.html"))}


class Collection(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.pages = pages()
        cls.facts, _ = facts_of(ROOT)
        cls.anchors = {path: set(map(unescape, ANCHOR.findall(text))) for path, text in cls.pages.items()}

    def test_every_link_leads_somewhere(self):
        lost = []
        # 404 页不知道自己会在哪里打开，它的链接从网站的地址写起。
        home = re.search(r"href=\"(/[^\"]*)index\.html\"", self.pages.get("404.html", ""))
        base = home[1] if home else "/"
        for path, text in self.pages.items():
            for written in map(unescape, LINK.findall(text)):
                link = written.removeprefix(base) if path == "404.html" else written
                address, anchor = urldefrag(urljoin(HERE + path, link))
                if not address.startswith(HERE):
                    continue
                there = unquote(urlsplit(address).path).lstrip("/") or "index.html"
                if not (SITE / there).is_file():
                    lost.append(f"{path} → {link}")
                elif anchor and unquote(anchor) not in self.anchors.get(there, {unquote(anchor)}):
                    # 原文页、全文页分成几页的，由脚本引到那一页。
                    lost += [] if re.fullmatch(r"[ln]\d+.*", unquote(anchor)) else [f"{path} → {link}"]
        self.assertEqual(lost, [])

    def test_nothing_is_asked_of_others(self):
        asked = [
            f"{path}: {link}"
            for path, text in self.pages.items()
            for pair in LOADED.findall(text)
            for link in pair
            if re.match(r"(?:https?:)?//", link)
        ]
        self.assertEqual(asked, [])

    def test_pages_and_data_bear_the_name_of_the_site(self):
        name = self.facts.site_name
        nameless = [path for path, text in self.pages.items() if "<title>" in text and name not in unescape(text)]
        self.assertEqual(nameless, [])
        package = json.loads((SITE / "data" / "datapackage.json").read_text("utf-8"))
        self.assertTrue(package["title"].startswith(name))

    def test_every_report_is_published(self):
        told = {report["id"] for report in json.loads((SITE / "data" / "reports.json").read_text("utf-8"))}
        for report in told:
            for page in ("index.html", "full.html", "raw.html"):
                self.assertIn(f"{report}/{page}", self.pages)
        self.assertLessEqual({path.stem for path in (ROOT / "seeds").glob("*.txt") if path.stem.isascii()}, told)

    def test_data_are_what_their_description_says(self):
        for path in (SITE / "data").glob("datapackage*.json"):
            for resource in json.loads(path.read_text("utf-8"))["resources"]:
                held = (SITE / "data" / resource["path"]).read_bytes()
                self.assertEqual(resource["hash"], "sha256:" + hashlib.sha256(held).hexdigest(), resource["path"])

    def test_the_site_says_whose_it_is(self):
        home = self.pages["index.html"]
        if not self.facts.official and not self.facts.notice:
            self.assertIn("非官方", home)
        if self.facts.official:
            frame = [
                path for path, text in self.pages.items() if "非官方" in text and path.partition("/")[0] != "guide"
            ]
            reports = {report["id"] for report in json.loads((SITE / "data" / "reports.json").read_text("utf-8"))}
            self.assertEqual([path for path in frame if path.partition("/")[0] not in reports], [])


if __name__ == "__main__":
    unittest.main()
