"""Runs the benchmarks: `python3 run.py bench [--json FILE] [--only NAME]`. Ratios to floors of the same run count.

A benchmark is a module of this folder with `figures() -> list[Figure]`; modules with SLOW = True run only by name.
"""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil
import subprocess
import sys
from pathlib import Path
from typing import TypedDict

import tests.bench


class Figure(TypedDict, total=False):
    """One measured row. ratio = value / floor; ok says whether the target holds."""

    name: str
    value: float
    unit: str
    floor: float
    ratio: float
    target: str
    ok: bool
    note: str


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="run.py bench", description=__doc__)
    parser.add_argument("--json", type=Path, help="write the rows to this file")
    parser.add_argument("--only", help="run one benchmark by its name")
    options = parser.parse_args(arguments)
    rows: list[Figure] = []
    for name in _names(options.only):
        module = importlib.import_module(f"tests.bench.{name}")
        if getattr(module, "SLOW", False) and options.only != name:
            continue
        print(f"{name} …", flush=True)  # noqa: T201
        for figure in module.figures():
            rows.append(figure)
            print(_line(figure), flush=True)  # noqa: T201
    if options.json:
        document = {"commit": _commit(), "python": sys.version.split()[0], "rows": rows}
        options.json.write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0 if all(row.get("ok", True) for row in rows) else 1


def _names(only: str | None) -> list[str]:
    found = sorted(module.name for module in pkgutil.iter_modules(tests.bench.__path__) if module.name != "__main__")
    if only and only not in found:
        raise SystemExit(f"no benchmark {only}; there are: {', '.join(found)}")
    return [only] if only else found


def _line(figure: Figure) -> str:
    if "value" not in figure:
        return f"  {figure['name']}: {figure.get('note', '')}"
    parts = [f"  {figure['name']}: {figure['value']:.4g} {figure.get('unit', '')}"]
    if "floor" in figure:
        parts.append(f"floor {figure['floor']:.4g}, ratio {figure['ratio']:.2f}")
    if "target" in figure:
        parts.append(f"target {figure['target']}: {'ok' if figure.get('ok') else 'NOT MET'}")
    return "; ".join(parts)


def _commit() -> str:
    found = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True, check=False)
    return found.stdout.strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
