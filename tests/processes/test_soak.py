"""The short form of `make soak`: a few people, two instances, seconds of trouble on a real PostgreSQL."""

from pathlib import Path

from tests.soak.comparison import KINDS
from tests.soak.run import Size, soak_postgres
from tests.support.databases import own_postgres


def test_nothing_is_lost_doubled_or_unsaid_in_seconds_of_trouble(tmp_path: Path) -> None:
    with own_postgres() as server:
        report = soak_postgres(server, tmp_path, Size(seconds=5, people=3, instances=2, pause=0.5))
    assert report.findings.found == dict.fromkeys(KINDS, 0), str(report)
    assert report.conversations >= 3
    assert sum(report.faults.values()) >= 3
