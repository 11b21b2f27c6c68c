"""Reports taken in on a cluster of two workers are those taken in here. `make soak` puts Dask beside the
tool (requirements-dask.in); whoever has not got it is told."""

from __future__ import annotations

import sys
from pathlib import Path

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


@pytest.mark.soak
def test_a_cluster_gives_the_same_values(tmp_path: Path) -> None:
    from distributed import LocalCluster

    (tmp_path / "seeds").mkdir()
    for year in range(2031, 2035):
        seed(tmp_path, f"{year}.txt", RAW.replace("2031", str(year)))
    here = ingest(tmp_path)
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        there = ingest(tmp_path, workers=cluster.scheduler_address)
        assert Crew(cluster.scheduler_address).mapped(str, range(9)) == [str(number) for number in range(9)]
    assert len(here.edition.reports) == 4
    assert there.edition == here.edition
    assert (there.problems, there.writes, there.conflicts) == (here.problems, here.writes, here.conflicts)
    with pytest.raises(WrongEnvironmentError) as told:
        Crew("tcp://127.0.0.1:1").mapped(str, [1])
    assert told.value.phrase.key == "no-cluster"
