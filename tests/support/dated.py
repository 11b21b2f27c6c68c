"""A small folder with a history: two reports, a correction, an entry that was changed, and what its pages are dated by."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from annals.edition.ingesting import ingest
from annals.edition.writing import carry_out
from tests.support.small_folder import correct, folder, put, swap

ADDRESS = "https://one.example/sub/"
ENTITY = "docs/entities/jia-yi.md"
DOMESTIC = "docs/2031/domestic-cooperation.md"
NEXT = "第三章 科技合作\n\n第一节 国内合作\n\n2032年，与外地签署协议15项。\n\n2032年，新设平台3个。\n"
WHO = {"NAME": "某编辑", "EMAIL": "a@b.invalid"}
ATOM = "{http://www.w3.org/2005/Atom}"


def git(root: Path, *words: str, at: str = "2031-01-01T00:00:00Z") -> str:
    who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in WHO.items()}
    # The author's date is another one on purpose.
    env = os.environ | who | {"GIT_COMMITTER_DATE": at, "GIT_AUTHOR_DATE": "2030-01-01T00:00:00Z"}
    done = subprocess.run(["git", *words], cwd=root, check=True, capture_output=True, env=env)
    return done.stdout.decode().strip()


def commit(root: Path, at: str, said: str) -> str:
    git(root, "add", "-A")
    git(root, "-c", "commit.gpgsign=false", "commit", "-qm", said, at=at)
    return git(root, "rev-parse", "HEAD")


def settled(root: Path) -> None:
    """What waits to be written is written."""
    carry_out(root, ingest(root).writes)


def dated_folder(root: Path) -> Path:
    """Two reports, a correction, an entry that was changed, and last a commit that touches nothing readers see."""
    folder(root)
    settled(root)
    git(root, "init", "-q", "-b", "main")
    # Half past eleven in the evening five hours west of Greenwich is the next day there.
    commit(root, "2031-05-01T23:30:00-05:00", "收入 2031 年报告\n\n第二段不公布。")
    correct("replace: 签署协议12项, with: 签署协议21项")(root)
    settled(root)
    commit(root, "2031-06-03T08:00:00Z", "更正一个数字 <b>&\u202e")
    put("seeds/2032.txt", NEXT)(root)
    settled(root)
    commit(root, "2031-06-10T08:00:00Z", "收入 2032 年报告")
    swap(ENTITY, "每年一届", "每年举行一届")(root)
    commit(root, "2031-06-20T08:00:00Z", "条目改一句")
    put("README.txt", "甲")(root)
    commit(root, "2031-07-01T00:00:00+08:00", "与读者无关")
    return root


DATES = {
    "2031/forums-and-expos.md": "2031-06-03",
    "2031/domestic-cooperation.md": "2031-06-03",
    "2031/index.md": "2031-06-03",
    "2031/full.md": "2031-06-03",
    "2031/raw.md": "2031-06-03",
    "2032/domestic-cooperation.md": "2031-06-10",
    "2032/full.md": "2031-06-10",
    "topics/forums-and-expos.md": "2031-06-03",
    "topics/domestic-cooperation.md": "2031-06-10",
    "topics/index.md": "2031-06-10",
    "entities/jia-yi.md": "2031-06-20",
    "entities/index.md": "2031-06-20",
    "index.md": "2031-06-20",
}
"""Each page by what it is made from: its own file, the raw text and record of each report that it shows or quotes."""
