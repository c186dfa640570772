"""A dump that is taken after an erasure holds no byte of the file any more, sealed or not."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from config.demo_folder import ROOT
from config.postgres import Cluster
from config.postgres_roles import OWNER
from tests.running import RunningSite

# Each runs as a command of the house does: with the application's role, in one transaction that is committed.
PUT_ON_FILE = """
import json
from django.db import transaction
from staff.wall.context import as_the_house
from tests.whole_file import WholeFile, sealed_as
with transaction.atomic(), as_the_house():
    file = WholeFile()
    file.retract_all()
    bytes_of_it = sealed_as(lambda text: "Zq" in text and "Zqsubjectlabel" not in text)
    erasure = file.ask()
    told = {"erasure": erasure.pk, "public_id": str(file.subject.public_id)}
    told |= {"tokens": file.subject.name_tokens, "sealed": sorted({value.hex() for value in bytes_of_it})}
    print("TOLD" + json.dumps(told))
"""
LET_GO = """
from django.db import transaction
from people.actions import agree_to_erasure
from people.models import Erasure
from staff.wall.context import as_the_house
from tests.rows import a_user
with transaction.atomic(), as_the_house():
    agree_to_erasure(Erasure.objects.get(pk={erasure}), actor=a_user("second"))
"""


def run(site: RunningSite, script: str) -> str:
    """What the script says."""
    environment = site.environment | {"AMPARO_DEMO": "1", "KEYRING_FILE": str(site.var / "keyring.json")}
    shell = [sys.executable, str(ROOT / "manage.py"), "shell", "--no-imports", "-c", script]
    done = subprocess.run(shell, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def dump(cluster: Cluster) -> str:
    """Everything that the owner can take away."""
    program = cluster.binaries.program("pg_dump")
    # Row security is forced: the owner passes it by a policy, and says so.
    command = [program, "--inserts", "--enable-row-security", cluster.url(OWNER, "live")]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_a_dump_after_an_erasure_holds_no_byte_of_the_file(live_site: RunningSite, cluster: Cluster) -> None:
    told: dict[str, Any] = json.loads(run(live_site, PUT_ON_FILE).partition("TOLD")[2])
    assert len(told["sealed"]) > 80
    before = dump(cluster)
    assert [value for value in told["sealed"] if value not in before] == []
    assert str(told["tokens"][0]) in before
    run(live_site, LET_GO.format(**told))
    after = dump(cluster)
    assert [value for value in told["sealed"] if value in after] == []
    assert [token for token in told["tokens"] if str(token) in after] == []
    assert told["public_id"] in after
