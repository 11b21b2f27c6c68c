"""Work on a Dask cluster that stands already: whoever outgrows one machine has the same functions run there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from annals.edition.environ import WrongEnvironmentError
from annals.edition.shipped import SHIPPED
from annals.edition.stamp import code_digest
from annals.model import Phrase

_Given = TypeVar("_Given")
_Made = TypeVar("_Made")


def on_cluster(work: Callable[[_Given], _Made], items: Sequence[_Given], address: str) -> list[_Made]:
    """What the work makes of each item, in order, on the cluster whose scheduler is at `address`. Raises
    WrongEnvironmentError where there is none, or where its workers have another tool or other packages: their values
    would not be ours."""
    try:
        from distributed import Client
    except ModuleNotFoundError as missing:
        raise WrongEnvironmentError(Phrase.of("no-dask", name=missing.name or "distributed")) from missing
    try:
        client = Client(address, timeout=_PATIENCE)
    except (OSError, ValueError) as error:
        raise WrongEnvironmentError(Phrase.of("no-cluster", address=address)) from error
    with client:
        if set(client.run(_own_code).values()) != {_own_code()}:
            raise WrongEnvironmentError(Phrase.of("other-cluster", address=address))
        with client.get_executor(pure=False) as pool:
            return list(pool.map(work, items))


_PATIENCE = 20
"""Seconds to wait for the scheduler."""


def _own_code() -> str:
    return code_digest(SHIPPED)
