#!/usr/bin/env python3
"""Sets up .venv from requirements.lock and starts the program, its tests, its checks or its build in it.

Standard library only. The texts are for whoever sits at the terminal: Vietnamese first, English after it.
"""

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

VERSION = "{}.{}".format(*sys.version_info)  # no f-string before the check: older Pythons shall read this far
if not (3, 11) <= sys.version_info[:2] <= (3, 14):
    sys.exit("Cần Python 3.11 đến 3.14 / Python 3.11 to 3.14 is needed, this is " + VERSION)

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = str(VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
# Debian package: the library, command or file that shows it is there
# fmt: off
OFFSCREEN = {
    "libglib2.0-0": "libglib-2.0.so.0", "libfontconfig1": "libfontconfig.so.1", "libegl1": "libEGL.so.1",
    "libdbus-1-3": "libdbus-1.so.3", "libxkbcommon0": "libxkbcommon.so.0", "libgl1": "libGL.so.1"}
WINDOW = {
    "libxcb-cursor0": "libxcb-cursor.so.0", "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-keysyms1": "libxcb-keysyms.so.1", "libxcb-shape0": "libxcb-shape.so.0",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0"}
TESTS = {
    "xvfb": "Xvfb", "x11-xserver-utils": "xrandr", "xdotool": "xdotool", "openbox": "openbox",
    "poppler-utils": "pdftoppm", "at-spi2-core": "/usr/libexec/at-spi-bus-launcher",
    "dbus-daemon": "dbus-daemon", "libreoffice-writer-nogui": "soffice"}
STEPS = {
    "lint": ("-m ruff format --check .", "-m ruff check .", "-m mypy",
             "-c __import__('importlinter.cli').cli.lint_imports_command()"),
    "bench": ("-m tests.bench",), "build": ("-m PyInstaller --noconfirm build.spec",)}
# fmt: on
HELP = """Hội nghị đối thoại: python3 run.py [LỆNH]

  (để trống)         mở chương trình / open the program
  open TỆP           mở một hội nghị / open a conference file
  demo --out NƠI     chạy hội nghị mẫu Sơn La / play the Sơn La conference (--script TỆP: another one)
  rehearse KỊCH_BẢN --out NƠI
                     diễn tập không cần tay / play a rehearsal without hands (--speed 1|5|10|max)
  test [...]         chạy mọi kiểm thử / run all tests (the rest goes to pytest, e.g. test -k clock)
  lint               kiểm tra mã nguồn / ruff, mypy, import-linter
  bench [...]        đo tốc độ / measure speed
  build              đóng gói vào dist/ / pack the program into dist/
  --help, -h         trang này / this page

Từ khác được chuyển cho chương trình / any other word goes to the program."""


def is_there(mark: str) -> bool:
    if ".so" not in mark:
        return shutil.which(mark) is not None or Path(mark).is_file()
    try:
        ctypes.CDLL(mark)
    except OSError:
        return False
    return True


def need_packages(wanted: dict[str, str]) -> None:
    """Missing ones: as root with apt installs exactly these, otherwise says what to install and stops."""
    missing = [package for package, mark in wanted.items() if not is_there(mark)]
    if not (importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv")):
        missing.append(f"python{VERSION}-venv")
    if not missing:
        return
    install = f"apt-get install -y --no-install-recommends {' '.join(missing)}"
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        sys.exit(f"Máy thiếu gói hệ thống, hãy chạy / packages are missing, please run:\nsudo {install}")
    print(f"Cài gói hệ thống / installing system packages: {' '.join(missing)}", flush=True)
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-q"], env=quiet, stdin=subprocess.DEVNULL, check=False)
    if subprocess.run(install.split(), env=quiet, stdin=subprocess.DEVNULL, check=False).returncode != 0:
        sys.exit(f"Không cài được / failed: {install}")


def set_up() -> None:
    """Leaves .venv with the locked versions; the stamp, written last, makes a second start free."""
    wanted = f"{VERSION} {hashlib.sha256((ROOT / 'requirements.lock').read_bytes()).hexdigest()}"
    stamp = VENV / "stamp"
    found = stamp.read_text() if stamp.exists() else ""
    if found == wanted:
        return
    if Path(sys.prefix).resolve() == VENV.resolve():
        sys.exit("Hãy chạy bằng Python của máy / run this with the machine's own Python, not that of .venv")
    print("Đang chuẩn bị, khoảng một phút / setting up, this takes about a minute", flush=True)
    if not found.startswith(f"{VERSION} "):
        subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True)
    pip = "-m pip install -q --no-input --disable-pip-version-check --require-hashes -r requirements.lock"
    if run(*pip.split()) != 0:
        sys.exit("Không cài được thư viện, hãy kiểm tra mạng / could not install, check the network")
    stamp.write_text(wanted)


def run(*arguments: str) -> int:
    return subprocess.run([PYTHON, *arguments], cwd=ROOT, check=False).returncode


def test(arguments: list[str]) -> int:
    """All tests offscreen, then those marked xvfb on a real X server; 5 is pytest's "none chosen"."""
    # Three on two cores: one works while others wait for a disk or a timer.
    first = run("-m", "pytest", "-n", "3", *arguments)
    if first not in (0, 5) or not sys.platform.startswith("linux"):
        return first
    second = run("-m", "tests.support.x_server", "-m", "pytest", *arguments, "-m", "xvfb")
    return first if second == 5 else second


def open_program(arguments: list[str], *, display: bool) -> int:
    """Becomes the program, so that a signal to this process is a signal to it."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    if not display and "QT_QPA_PLATFORM" not in environment:
        environment["QT_QPA_PLATFORM"] = "offscreen"
        if not arguments:
            print("Không có màn hình, chạy mẫu vào out/ / no display, playing the demo into out/", flush=True)
            arguments = ["demo", "--out", "out"]
    command = [PYTHON, "-P", "-m", "ui.main", *arguments]  # -P: not a folder ui/ of the working folder
    if os.name == "nt":
        return subprocess.run(command, env=environment, check=False).returncode
    return os.execve(PYTHON, command, environment)


def main(arguments: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # a redirected Windows console knows no Vietnamese
    verb = arguments[0] if arguments else ""
    if verb in ("--help", "-h"):
        print(HELP)
        return 0
    linux = sys.platform.startswith("linux")
    display = not linux or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    window = display and not os.environ.get("QT_QPA_PLATFORM", "").startswith("offscreen")
    packages = dict(OFFSCREEN)
    if verb == "test" or window:
        packages |= WINDOW | (TESTS if verb == "test" else {})
    need_packages(packages if linux and verb != "lint" else {})
    set_up()
    if verb == "test":
        return test(arguments[1:])
    if verb in STEPS:
        codes = (run(*step.split(), *arguments[1:]) for step in STEPS[verb])
        return next((code for code in codes if code), 0)
    return open_program(arguments, display=display)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
