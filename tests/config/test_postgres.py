"""The embedded PostgreSQL: both builds really run, as root and as an ordinary user."""

import multiprocessing
import os
import pwd
import shutil
import stat
from collections import namedtuple
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from config import postgres, postgres_binaries
from config.postgres import Cluster, existing_majors, private_folder
from config.postgres_binaries import Binaries, PostgresError, copy_wheel_to, find_binaries
from config.postgres_home import find_home
from config.postgres_roles import APPLICATION, OWNER
from tests.running import PATIENCE

BUILDS = [*postgres_binaries.wheel_binaries(), *postgres_binaries.system_binaries()]
each_build = pytest.mark.parametrize("build", BUILDS, ids=lambda build: f"{build.origin}-{build.major}")
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="Only root hands PostgreSQL to another user.")


@pytest.fixture
def var(make_var: Callable[[], Path]) -> Iterator[Path]:
    """A folder as `var/` is: others may pass through."""
    folder = make_var()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def make_cluster(var: Path) -> Iterator[Callable[[Binaries], Cluster]]:
    """Make clusters that are stopped at the end, whatever happens."""
    made: list[Cluster] = []

    def make(build: Binaries, *, durable: bool = False) -> Cluster:
        home, account = find_home(var)
        made.append(Cluster(home, build, account, var / "postgres.json", durable=durable))
        return made[-1]

    yield make
    for cluster in made:
        cluster.stop()


def test_the_wheel_is_there() -> None:
    assert "wheel" in {build.origin for build in BUILDS}


@each_build
def test_a_new_cluster_is_private_and_checks_its_pages(
    build: Binaries, make_cluster: Callable[[Binaries], Cluster], var: Path
) -> None:
    cluster = make_cluster(build)
    cluster.start()
    assert stat.S_IMODE(cluster.data.stat().st_mode) == 0o700
    assert stat.S_IMODE(cluster.socket_folder().stat().st_mode) == 0o700
    assert stat.S_IMODE((var / "postgres.json").stat().st_mode) == 0o600
    assert os.geteuid() == 0 or cluster.data.stat().st_uid == os.geteuid()
    assert cluster.data.stat().st_uid != 0
    with psycopg.connect(cluster.administrator_url()) as connection:
        assert connection.execute("SHOW data_checksums").fetchone() == ("on",)
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert connection.execute("SHOW server_encoding").fetchone() == ("UTF8",)
        ways_in = connection.execute("SELECT DISTINCT auth_method FROM pg_hba_file_rules").fetchall()
    assert ways_in == [("scram-sha-256",)]


@each_build
def test_every_build_orders_alike(build: Binaries, make_cluster: Callable[[Binaries], Cluster]) -> None:
    cluster = make_cluster(build)
    cluster.start()
    words = ["peña", "pena", "Ñandú", "zapata", "Zapata", "águila", "Peña", "a b", "a-b", "ab", "ß", "🙂", "ｚ"]
    with psycopg.connect(cluster.administrator_url()) as connection:
        rows = connection.execute("SELECT word FROM unnest(%s::text[]) word ORDER BY word", [words]).fetchall()
        lowered = connection.execute("SELECT lower('ÑÁÉÍÓÚÜ')").fetchone()
    assert [word for (word,) in rows] == sorted(words)  # Python orders by code point, too
    assert lowered == ("ñáéíóúü",)


@each_build
def test_what_was_acknowledged_survives_a_power_cut(build: Binaries, make_cluster: Callable[..., Cluster]) -> None:
    cluster = make_cluster(build, durable=True)
    cluster.start()
    cluster.make_roles_and_database()
    with psycopg.connect(cluster.url(OWNER), autocommit=True) as owner:
        owner.execute("CREATE TABLE acknowledged (number int)")
    with psycopg.connect(cluster.url(APPLICATION), autocommit=True) as application:
        for number in range(50):
            application.execute("INSERT INTO acknowledged VALUES (%s)", [number])
        cluster.kill()
    assert (cluster.data / "postmaster.pid").exists()
    cluster.start()
    with psycopg.connect(cluster.url(APPLICATION)) as application:
        assert application.execute("SELECT count(*), sum(number) FROM acknowledged").fetchone() == (50, 1225)


@each_build
def test_a_running_server_is_adopted_or_named(build: Binaries, make_cluster: Callable[[Binaries], Cluster]) -> None:
    first, second = make_cluster(build), make_cluster(build)
    first.start()
    process = (first.data / "postmaster.pid").read_text()
    with pytest.raises(PostgresError, match=f"in use by process {process.split()[0]}.*nothing was changed"):
        second.start()
    second.start(adopt=True)
    assert (first.data / "postmaster.pid").read_text() == process


@each_build
def test_stopping_does_not_wait_for_clients(build: Binaries, make_cluster: Callable[[Binaries], Cluster]) -> None:
    cluster = make_cluster(build)
    cluster.start()
    with psycopg.connect(cluster.administrator_url()) as client:
        cluster.stop()
        assert not cluster.is_running()
        with pytest.raises(psycopg.OperationalError):
            client.execute("SELECT 1")
    cluster.stop()  # a second time, nothing is there to stop


@each_build
def test_a_deep_folder_gets_its_socket_elsewhere(
    build: Binaries, make_cluster: Callable[[Binaries], Cluster], var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "SOCKET_PATH_LIMIT", len(str(var)))
    cluster = make_cluster(build)
    cluster.start()
    socket = cluster.socket_folder()
    assert var not in socket.parents
    assert stat.S_IMODE(socket.stat().st_mode) == 0o700
    cluster.stop()
    assert not socket.exists()


def test_data_of_another_major_version_is_left_alone(make_cluster: Callable[[Binaries], Cluster]) -> None:
    cluster = make_cluster(BUILDS[0])
    cluster.start()
    cluster.stop()
    (cluster.data / "PG_VERSION").write_text("9\n")
    with pytest.raises(PostgresError, match=r"made by PostgreSQL 9, .*Nothing was touched. Set PG_BIN"):
        cluster.start()
    (cluster.data / "PG_VERSION").write_text(f"{BUILDS[0].major}\n")
    cluster.start()


def test_data_goes_before_a_newer_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PG_BIN", raising=False)
    found = {build.major: build for build in reversed(BUILDS)}
    for major, build in found.items():
        assert find_binaries({major}).major == build.major
    with pytest.raises(PostgresError, match=r"made by PostgreSQL 12.*Install PostgreSQL 12, or set PG_BIN"):
        find_binaries({12})


def test_data_folders_are_kept_apart_by_version(make_cluster: Callable[[Binaries], Cluster], var: Path) -> None:
    for build in BUILDS:
        cluster = make_cluster(build)
        cluster.start()
        cluster.stop()
    assert existing_majors(var / "postgres") == {build.major for build in BUILDS}


def test_no_programs_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("PG_BIN", raising=False)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(postgres_binaries, "DEBIAN_VERSIONS", tmp_path)
    monkeypatch.setattr(postgres_binaries, "wheel_folder", lambda: None)
    with pytest.raises(PostgresError, match=r"No PostgreSQL 15 or newer was found. Run `make run`"):
        find_binaries()


def test_a_wrong_pg_bin_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PG_BIN", str(tmp_path))
    with pytest.raises(PostgresError, match=r"PG_BIN is .*, which does not hold PostgreSQL's initdb"):
        find_binaries()


def test_pg_bin_goes_before_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    for build in BUILDS:
        monkeypatch.setenv("PG_BIN", str(build.folder))
        # The wheel's stay the wheel's, so that they can still be copied to where their user reaches them.
        origin = "wheel" if build.origin == "wheel" else "PG_BIN"
        assert find_binaries({12}) == Binaries(build.folder, build.major, origin)


def test_a_full_disk_is_said_before_anything_is_made(
    make_cluster: Callable[[Binaries], Cluster], monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    cluster = make_cluster(BUILDS[0])
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage(10**9, 10**9, 5_000_000))
    with pytest.raises(PostgresError, match=r"no room on the disk.* 5 MB are free and 200 MB are needed"):
        cluster.start()
    assert not cluster.data.exists()


def test_a_disk_that_filled_up_later_is_said(
    make_cluster: Callable[[Binaries], Cluster], monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    cluster = make_cluster(BUILDS[0])
    cluster.start()
    cluster.stop()
    # Any failure will do: on a full disk PostgreSQL cannot write down why it did not start.
    (cluster.data / "postgresql.auto.conf").write_text("fsync = perhaps\n")
    with pytest.raises(PostgresError, match=r"PostgreSQL did not start on (.|\n)*contains errors"):
        cluster.start()
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage(10**9, 10**9, 0))
    with pytest.raises(PostgresError, match=r"no room on the disk.*nothing is lost"):
        cluster.start()


def test_lost_passwords_are_said_and_the_data_stays(make_cluster: Callable[[Binaries], Cluster], var: Path) -> None:
    cluster = make_cluster(BUILDS[0])
    cluster.start()
    cluster.stop()
    (var / "postgres.json").rename(var / "aside")
    with pytest.raises(PostgresError, match=r"postgres.json is missing or damaged. Put it back from its backup"):
        cluster.start()
    (var / "aside").rename(var / "postgres.json")
    cluster.start()


def test_a_folder_that_cannot_be_written_is_said(make_cluster: Callable[[Binaries], Cluster]) -> None:
    cluster = make_cluster(BUILDS[0])
    if os.geteuid() == 0:
        os.chown(cluster.home, 0, 0)
    cluster.home.chmod(0o555)
    with pytest.raises(PostgresError, match=r"cannot be written by") as refusal:
        cluster._make_data() if os.geteuid() == 0 else cluster.start()
    assert "correct its owner" in str(refusal.value)
    cluster.home.chmod(0o755)


@as_root
@each_build
def test_an_ordinary_user_needs_no_other(build: Binaries, var: Path) -> None:
    nobody = pwd.getpwnam("nobody")
    os.chown(var, nobody.pw_uid, nobody.pw_gid)
    if build.origin == "wheel":  # this clone may lie where only root can enter
        build = copy_wheel_to(var, build)

    def start_and_stop() -> None:
        os.setgroups([])
        os.setgid(nobody.pw_gid)
        os.setuid(nobody.pw_uid)
        home, account = find_home(var)
        assert account is None
        cluster = Cluster(home, build, account, var / "postgres.json", durable=False)
        cluster.start()
        cluster.make_roles_and_database()
        psycopg.connect(cluster.url(APPLICATION)).close()
        cluster.stop()

    process = multiprocessing.get_context("fork").Process(target=start_and_stop)
    process.start()
    process.join(PATIENCE)
    assert process.exitcode == 0
    assert (var / "postgres" / f"pg{build.major}").stat().st_uid == nobody.pw_uid
    # Root goes on with that user's data as that user.
    assert find_home(var)[1] == postgres_binaries.Account("nobody", nobody.pw_uid, nobody.pw_gid)


@as_root
def test_below_a_folder_that_only_root_can_enter_the_data_goes_elsewhere(var: Path) -> None:
    closed = var / "closed"
    closed.mkdir(mode=0o700)
    own = closed / "var"
    own.mkdir(mode=0o711)
    home, account = find_home(own)
    try:
        assert account is not None
        assert own not in home.parents
        assert home.stat().st_uid == account.uid
        assert find_home(own) == (home, account)
        assert stat.S_IMODE(closed.stat().st_mode) == 0o700
        wheel = copy_wheel_to(closed, next(postgres_binaries.wheel_binaries()))
        assert wheel.folder.is_relative_to(closed)
        cluster = Cluster(home, wheel, account, own / "postgres.json", durable=False)
        assert cluster.binaries.folder.is_relative_to(home)
        cluster.start()
        cluster.stop()
    finally:
        shutil.rmtree(home)
    with pytest.raises(PostgresError, match=r"says that the data lies in .*, and no such folder is there"):
        find_home(own)


@as_root
def test_programs_that_the_other_user_cannot_run_are_named(var: Path) -> None:
    closed = private_folder(var / "closed", None)
    for name in ("initdb", "pg_ctl", "postgres"):
        (closed / name).symlink_to(BUILDS[0].folder / name)
    home, account = find_home(var)
    with pytest.raises(PostgresError, match=r"cannot be run by the user .*set PG_BIN"):
        Cluster(home, Binaries(closed, BUILDS[0].major, "PG_BIN"), account, var / "postgres.json")
