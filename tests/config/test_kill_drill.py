"""However the web dies, whoever was answered is on record. `make bench` kills it 200 times."""

import psycopg

from benchmarks.kill_drill import Reader, drill, on_record
from config.postgres import Cluster
from config.postgres_roles import APPLICATION
from tests.running import RunningSite


def test_no_answer_arrives_without_its_record(live_site: RunningSite, cluster: Cluster) -> None:
    readers = [Reader(live_site.port) for _ in range(3)]
    for reader in readers:
        reader.sign_in("caseworker", live_site.sign_ins["caseworker"])
    assert len(readers[0].files()) > 3
    assert live_site.process is not None
    with psycopg.connect(cluster.url(APPLICATION, "live")) as connection:
        before = on_record(connection.cursor())
    answers = drill(readers, supervisor=live_site.process.pid, kills=5)
    with psycopg.connect(cluster.url(APPLICATION, "live")) as connection:
        recorded = on_record(connection.cursor()) - before
    assert answers.total() > 0
    assert answers - recorded == {}
    live_site.wait_until(lambda: live_site.status_of("/healthz") == 200)
