"""run.py on a project as small as can be: an empty lock and a program that says how it was started."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

RUN = Path(__file__).parents[1] / "run.py"
SAYS_HOW = """
import os, signal, sys, time
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
print("started", sys.argv[1:], os.environ.get("QT_QPA_PLATFORM"), sys.prefix, flush=True)
if "wait" in sys.argv:
    time.sleep(30)
    sys.exit(3)
"""
SETTING_UP = "setting up"


def environment(**changes: str) -> dict[str, str]:
    ours = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "PYTHONPATH")
    return {name: value for name, value in os.environ.items() if name not in ours} | changes


def start(project: Path, *arguments: str, cwd: Path | None = None, **changes: str) -> str:
    command = [sys.executable, project / "run.py", *arguments]
    done = subprocess.run(
        command,
        cwd=cwd or project,
        env=environment(**changes),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=True,
        timeout=50,
    )
    return done.stdout


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    shutil.copy(RUN, folder)
    (folder / "requirements.lock").write_text("# nothing\n")
    (folder / "ui").mkdir()
    (folder / "ui" / "main.py").write_text(SAYS_HOW)
    return folder


@pytest.mark.slow
def test_sets_up_once_and_again_only_when_the_lock_changed(project: Path) -> None:
    (project / "requirements.lock").write_text("# one\n")
    first = start(project, "inspect", "a b", QT_QPA_PLATFORM="offscreen")
    assert SETTING_UP in first
    assert f"started ['inspect', 'a b'] offscreen {project / '.venv'}" in first
    assert SETTING_UP not in start(project, "inspect")
    (project / "requirements.lock").write_text("# two\n")
    assert SETTING_UP in start(project, "inspect")
    assert SETTING_UP not in start(project, "inspect")


def test_without_a_display_plain_start_plays_the_demo_and_says_so(project: Path) -> None:
    said = start(project).splitlines()
    assert said[-2].startswith("Không có màn hình")
    assert said[-1].startswith("started ['demo', '--out', 'out'] offscreen")


def test_a_file_is_named_from_where_the_person_stands(project: Path, tmp_path: Path) -> None:
    (tmp_path / "ui").mkdir()  # a folder of that name there must not be taken for the program
    assert "started ['open', 'x.hoinghi'] offscreen" in start(project, "open", "x.hoinghi", cwd=tmp_path)


def test_a_signal_reaches_the_program_which_ends_with_0(project: Path) -> None:
    start(project, "inspect")
    command = [sys.executable, project / "run.py", "wait"]
    offscreen = environment(QT_QPA_PLATFORM="offscreen")
    with subprocess.Popen(command, cwd=project, env=offscreen, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("started ['wait']")
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0


def test_help_lists_every_verb_and_sets_up_nothing(tmp_path: Path) -> None:
    shutil.copy(RUN, tmp_path)
    said = start(tmp_path, "--help")
    assert said == start(tmp_path, "-h")
    assert all(f"\n  {verb} " in said for verb in ("open", "demo", "test", "lint", "bench", "build"))
    assert not (tmp_path / ".venv").exists()


def asks_for_packages(tmp_path: Path, *, root: bool, lacking: str = "") -> tuple[str, str]:
    """What need_packages says for one library that no machine has, and what it asked apt-get to do.

    lacking: a module of the standard library that this Python shall seem to come without.
    """
    shutil.copy(RUN, tmp_path)
    apt = tmp_path / "apt-get"
    apt.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/asked\n')
    apt.chmod(0o755)
    person = f"import os, sys; os.geteuid = lambda: {0 if root else 1000}; sys.modules['{lacking}'] = None"
    program = f"{person}; import run; run.need_packages(run.OFFSCREEN | {{'libnone9': 'libnone.so.9'}})"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=environment(PATH=f"{tmp_path}:{os.environ['PATH']}"),
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )
    asked = tmp_path / "asked"
    return done.stdout + done.stderr, asked.read_text() if asked.exists() else ""


def test_root_installs_exactly_the_missing_package(tmp_path: Path) -> None:
    said, asked = asks_for_packages(tmp_path, root=True)
    assert asked == "update -q\ninstall -y --no-install-recommends libnone9\n"
    assert "libnone9" in said


def test_others_are_told_the_one_line_to_run(tmp_path: Path) -> None:
    said, asked = asks_for_packages(tmp_path, root=False)
    assert asked == ""
    assert said.splitlines()[-1] == "sudo apt-get install -y --no-install-recommends libnone9"


def test_a_python_without_ensurepip_names_its_package(tmp_path: Path) -> None:
    said, _ = asks_for_packages(tmp_path, root=False, lacking="ensurepip")
    assert said.rstrip().endswith("libnone9 python{}.{}-venv".format(*sys.version_info))
