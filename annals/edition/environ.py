"""What the environment says of a publication, so that a fork edits no file."""

from __future__ import annotations

import os

from annals.model import Settings


def settings() -> Settings:
    """The site's address, and the repository and branch that readers are led to; empty where nothing is said."""
    env = os.environ
    return Settings(
        site_url=env.get("SITE_URL", ""),
        repo=env.get("ANNALS_REPO", "").rstrip("/"),
        branch=env.get("ANNALS_BRANCH", ""),
    )
