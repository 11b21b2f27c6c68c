"""Reports taken in on a cluster of two workers are those taken in here. `make soak` puts Dask beside the
tool (requirements-dask.in); whoever has not got it is told, of the tool as of the test."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from annals.edition.environ import WrongEnvironmentError
from annals.edition.ingesting import ingest
from annals.edition.working import Crew
from tests.support.stories import RAW, seed


def test_without_dask_one_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(WrongEnvironmentError) as told:
        Crew("tcp://127.0.0.1:1").mapped(str, [1])
    assert told.value.phrase.key == "no-dask"


def _local_cluster() -> Any:
    """Dask's cluster on one machine. Without Dask the test fails in one sentence: a promise that was not looked at is not kept."""
    try:
        from distributed import LocalCluster
    except ModuleNotFoundError as missing:
        name = missing.name
    else:
        return LocalCluster
    pytest.fail(f"Dask is not here (no module {name}): run `make soak`, which puts it into .cache/dask.", pytrace=False)


def test_without_dask_the_long_test_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(pytest.fail.Exception, match=r"no module distributed.*make soak"):
        _local_cluster()


@pytest.mark.soak
def test_a_cluster_gives_the_same_values(tmp_path: Path) -> None:
    cluster_here = _local_cluster()
    (tmp_path / "seeds").mkdir()
    for year in range(2031, 2035):
        seed(tmp_path, f"{year}.txt", RAW.replace("2031", str(year)))
    here = ingest(tmp_path)
    with cluster_here(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        there = ingest(tmp_path, workers=cluster.scheduler_address)
        assert Crew(cluster.scheduler_address).mapped(str, range(9)) == [str(number) for number in range(9)]
    assert len(here.edition.reports) == 4
    assert there.edition == here.edition
    assert (there.problems, there.writes, there.conflicts) == (here.problems, here.writes, here.conflicts)
    with pytest.raises(WrongEnvironmentError) as told:
        Crew("tcp://127.0.0.1:1").mapped(str, [1])
    assert told.value.phrase.key == "no-cluster"
