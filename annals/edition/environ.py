"""What the environment says of a publication, so that a fork edits no file."""

from __future__ import annotations

import os
import re
from urllib.parse import urlsplit

from annals.model import Phrase, Settings

_LATEST = 253402300799
"""The last second of the year 9999, beyond which no calendar goes."""
_branch = re.compile(r"[^\s\x00-\x20\x7f-\x9f~^:?*\\[\-][^\s\x00-\x20\x7f-\x9f~^:?*\\[]*")


class WrongEnvironmentError(Exception):
    """A variable of the environment says what cannot be; `phrase` names it, its value and what it may be."""

    def __init__(self, phrase: Phrase) -> None:
        super().__init__(phrase.key)
        self.phrase = phrase


def settings() -> Settings:
    """The site's address, the repository and branch that readers are led to, and where the whole site can be had as one
    file; empty where nothing is said.
    Raises WrongEnvironmentError, for a SOURCE_DATE_EPOCH that is none too."""
    env = os.environ
    epoch = env.get("SOURCE_DATE_EPOCH")
    if epoch is not None and not (re.fullmatch("[0-9]{1,12}", epoch) and int(epoch) <= _LATEST):
        raise WrongEnvironmentError(Phrase.of("env-epoch", value=epoch))
    for name in ("SITE_URL", "ANNALS_REPO", "ANNALS_ARCHIVE"):
        if not _is_address(env.get(name, "")):
            raise WrongEnvironmentError(Phrase.of("env-address", name=name, value=env[name]))
    if not _branch.fullmatch(env.get("ANNALS_BRANCH", "") or "main"):
        raise WrongEnvironmentError(Phrase.of("env-branch", value=env["ANNALS_BRANCH"]))
    return Settings(
        site_url=env.get("SITE_URL", ""),
        repo=env.get("ANNALS_REPO", "").rstrip("/"),
        branch=env.get("ANNALS_BRANCH", ""),
        archive=env.get("ANNALS_ARCHIVE", ""),
    )


def _is_address(value: str) -> bool:
    """Whether a value is a whole address of the web, or says nothing."""
    if not value:
        return True
    try:
        parts = urlsplit(value)
        parts.port  # noqa: B018 (it is looked at to see whether it is one)
    except ValueError:
        return False
    plain = value.isprintable() and not any(char in " <>\"'`\\?#" for char in value)
    return plain and parts.scheme in ("http", "https") and bool(parts.hostname)
