"""A PostgreSQL server of the tests' own: a new cluster on loopback in a temporary folder, gone afterwards."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

DEBIAN = Path("/usr/lib/postgresql")
SYSTEM_USER = "postgres"
FOR_TESTS = "-c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=50"


@contextmanager
def server() -> Iterator[str]:
    """The address of a running server's empty database, whose only user needs no password."""
    with tempfile.TemporaryDirectory(prefix="dampak-pg-") as folder:
        if os.geteuid() == 0:
            shutil.chown(folder, SYSTEM_USER)
        cluster, port = f"{folder}/cluster", _free_port()
        _run("initdb", "-D", cluster, "-U", "dampak", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = f"-p {port} -k {folder} {FOR_TESTS}"
        _run("pg_ctl", "-D", cluster, "-w", "-l", f"{folder}/log", "-o", options, "start")
        try:
            yield f"postgresql+psycopg://dampak@127.0.0.1:{port}/postgres"
        finally:
            _run("pg_ctl", "-D", cluster, "-m", "immediate", "-w", "stop")


def _run(program: str, *arguments: str) -> None:
    """PostgreSQL refuses to run as the superuser: there it runs as Debian's own user for it."""
    as_user = ["runuser", "-u", SYSTEM_USER, "--"] if os.geteuid() == 0 else []
    command = [*as_user, _program(program), *arguments]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/", text=True, check=False)
    if done.returncode:
        pytest.fail(f"{program}: {done.stderr}")


def _program(name: str) -> str:
    found = shutil.which(name) or next((str(each) for each in sorted(DEBIAN.glob(f"*/bin/{name}"))[::-1]), None)
    if found is None:
        pytest.fail(f"PostgreSQL's {name} is missing: sh .ci/postgresql.sh")
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
