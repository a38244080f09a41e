"""Starts Spark, a Dask cluster and PostgreSQL, each once, and stops it when its tests are done."""

from __future__ import annotations

import os
import shutil
import subprocess
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from tests.tables.lazy.answers import check_here, make_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dask.distributed import Client
    from pyspark.sql import SparkSession
    from tests.tables.lazy.answers import Table

    from improvement_frameworks.core.report.report import Report

KEEP = 20
MANY = 2_400

_QUIET = """\
rootLogger.level = error
rootLogger.appenderRef.stderr.ref = stderr
appender.stderr.type = Console
appender.stderr.name = stderr
appender.stderr.target = SYSTEM_ERR
appender.stderr.layout.type = PatternLayout
appender.stderr.layout.pattern = %c: %m%n
"""


@pytest.fixture(scope="session")
def many() -> Table:
    """A long table, a tenth of whose rows hold a mistake."""
    return make_table(MANY, bad=0.1)


@pytest.fixture(scope="session")
def many_here(many: Table) -> Report:
    """What is found in it row by row."""
    return check_here(many, keep=KEEP, blank=["n/a"])


@pytest.fixture(scope="session")
def many_files(many: Table, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The long table as several Parquet files, its rows not in their order."""
    import polars as pl

    folder = tmp_path_factory.mktemp("many")
    whole = pl.DataFrame(many).sample(fraction=1, shuffle=True, seed=16)
    for part, start in enumerate(range(0, MANY, MANY // 2)):
        whole[start : start + MANY // 2].write_parquet(folder / f"part-{part}.parquet")
    return folder


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    """A Spark session of two threads on this machine, without a page and without a network."""
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("Spark needs Java 17 or later")
    from pyspark.sql import SparkSession

    folder = tmp_path_factory.mktemp("spark")
    quiet = folder / "log4j2.properties"
    quiet.write_text(_QUIET, encoding="utf-8")
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    # a program that ends soon is not worth a second compiler and several collectors of memory; to
    # verify Spark's own classes takes a sixth of its time
    hasty = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData"
    hasty += " -XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote"
    java = f"{hasty} -Dlog4j2.configurationFile={quiet.as_uri()} -Dderby.system.home={folder}"
    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.extraJavaOptions": java,
        "spark.driver.memory": "1g",
        "spark.local.dir": str(folder),
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.shuffle.partitions": "1",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    builder = SparkSession.Builder().master("local[2]").appName("tests")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


@pytest.fixture(scope="module")
def dask_client() -> Iterator[Client]:
    """A Dask cluster of two processes on this machine."""
    distributed = pytest.importorskip("dask.distributed")
    config = pytest.importorskip("dask.config")

    # the processes come from one that has loaded what both need
    get_context("forkserver").set_forkserver_preload(
        ["dask.dataframe", "distributed", "improvement_frameworks.tables"]
    )
    quiet = {
        "logging.distributed": "error",
        "distributed.scheduler.active-memory-manager.start": False,
        "distributed.worker.multiprocessing-method": "forkserver",
    }
    with (
        config.set(quiet),
        distributed.LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address=None,
            silence_logs=50,
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client


@pytest.fixture(scope="module")
def postgres() -> Iterator[Path]:
    """A PostgreSQL server; the folder of its socket."""
    found = [*Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    tool = shutil.which("initdb") or (str(max(found)) if found else "")
    if not tool:
        pytest.skip("PostgreSQL is not installed")
    pytest.importorskip("psycopg")
    programs = Path(tool).resolve().parent
    # paths of sockets may have 107 characters, so the folder lies near the root
    with TemporaryDirectory(prefix="pg") as name:
        folder = Path(name)
        data = str(folder / "data")
        options = f"-c listen_addresses='' -c fsync=off -k {folder}"
        _run(folder, programs / "initdb", "-D", data, "-A", "trust", "-E", "UTF8", "-N")
        log = str(folder / "log")
        _run(folder, programs / "pg_ctl", "-D", data, "-w", "-l", log, "-o", options, "start")
        try:
            yield folder
        finally:
            _run(folder, programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")


def _run(folder: Path, *command: str | Path) -> None:
    """Run a command of PostgreSQL, which refuses to be run by root."""
    user = None
    if os.geteuid() == 0:
        user = "nobody"
        shutil.chown(folder, user)
    subprocess.run(
        command,
        check=True,
        cwd=folder,
        env={"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        user=user,
        timeout=60,
    )


@pytest.fixture(scope="session")
def postgres_user() -> str:
    """The user by whom the server was started."""
    import pwd

    return "nobody" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
