"""No network: a whole demo and its child processes open no socket, and the running program listens nowhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.conftest import ROOT, environment, network_log

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]
RUNNING = """
import json, os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from ui.main import run_program
from ui.preferences import Preferences

folder = Path(sys.argv[1])

def look(program):
    names = [Path("/proc/self/fd") / name for name in os.listdir("/proc/self/fd")]
    files = [os.readlink(name) for name in names if name.is_symlink()]
    sockets = {name[8:-1] for name in files if name.startswith("socket:")}
    tables = [Path(f"/proc/self/net/{kind}").read_text().splitlines()[1:] for kind in ("tcp", "tcp6", "udp", "udp6")]
    ours = [line for table in tables for line in table if line.split()[9] in sockets]
    maps = Path("/proc/self/maps").read_text().splitlines()
    libraries = sorted({line.split("/")[-1] for line in maps if "Network" in line})
    print(json.dumps({"ours": ours, "libraries": libraries, "console": program.console is not None}), flush=True)
    program.end()

def begun(program):
    program.new_file(folder / "a.hoinghi")
    QTimer.singleShot(1500, lambda: look(program))

run_program(None, Preferences(folder / "console.json"), begun)
"""


def test_a_watched_process_is_seen_when_it_uses_the_network(tmp_path: Path) -> None:
    """Else the next test would prove nothing."""
    log = tmp_path / "log"
    command = [sys.executable, "-c", "import socket; socket.socket()"]
    subprocess.run(command, env=environment(offscreen=True) | {"NETWORK_LOG": str(log)}, check=True)
    assert "socket." in log.read_text()


def test_a_whole_demo_uses_no_network(played) -> None:
    demo = played("son-la")
    assert demo.status == 0
    assert not network_log(demo.folder).exists()


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="/proc")
def test_the_running_program_has_no_socket_of_the_network(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", RUNNING, str(tmp_path)],
        cwd=ROOT, env=environment(offscreen=True) | {"QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)},
        capture_output=True, encoding="utf-8", timeout=100, check=True,
    )  # fmt: skip
    found = json.loads(next(line for line in done.stdout.splitlines() if line.startswith("{")))
    assert found == {"ours": [], "libraries": [], "console": True}


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_whatever_the_demo_writes_belongs_to_its_user_alone(played) -> None:
    folder = played("son-la").folder
    open_to_others = [path.name for path in (folder, *folder.rglob("*")) if path.stat().st_mode & 0o077]
    assert open_to_others == []
