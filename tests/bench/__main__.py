"""Runs the benchmarks: `python3 run.py bench [--json FILE] [--only NAME]`. Ratios to floors of the same run count.

`--only` may be given several times; `--table FILE` adds what was measured to a page of tables (docs/benchmarks.md).

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
    parser.add_argument("--table", type=Path, help="put the rows into this page, one table a benchmark")
    parser.add_argument("--only", action="append", default=[], help="run one benchmark by its name")
    options = parser.parse_args(arguments)
    rows: list[Figure] = []
    for name in _names(options.only):
        module = importlib.import_module(f"tests.bench.{name}")
        if getattr(module, "SLOW", False) and name not in options.only:
            continue
        print(f"{name} …", flush=True)  # noqa: T201
        found: list[Figure] = []
        for figure in module.figures():
            found.append(figure)
            print(_line(figure), flush=True)  # noqa: T201
        rows += found
        if options.table:
            _put_table(options.table, name, found)
    if options.json:
        document = {"commit": _commit(), "python": sys.version.split()[0], "rows": rows}
        options.json.write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0 if all(row.get("ok", True) for row in rows) else 1


def _names(only: list[str]) -> list[str]:
    found = sorted(module.name for module in pkgutil.iter_modules(tests.bench.__path__) if module.name != "__main__")
    unknown = set(only) - set(found)
    if unknown:
        raise SystemExit(f"no benchmark {', '.join(sorted(unknown))}; there are: {', '.join(found)}")
    return only or found


def _put_table(page: Path, name: str, rows: list[Figure]) -> None:
    """Replace the section of this benchmark; the others stay as they were measured, each with its commit."""
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    head, *sections = f"\n{text}".split("\n## ")
    kept = {section.split("\n", 1)[0].split(" ", 1)[0]: section.rstrip() for section in sections}
    lines = ["| row | value | floor | ratio | target | met |", "| --- | --- | --- | --- | --- | --- |"]
    lines += [f"| {' | '.join(_cells(row))} |" for row in rows]
    kept[name] = f"{name} ({_commit()[:9]})\n\n" + "\n".join(lines)
    body = "".join(f"\n## {kept[key]}\n" for key in sorted(kept))
    page.write_text(f"{head.strip()}\n{body}", encoding="utf-8")


def _cells(row: Figure) -> list[str]:
    value = f"{row['value']:.4g} {row.get('unit', '')}" if "value" in row else row.get("note", "")
    floor = (f"{row['floor']:.4g}", f"{row['ratio']:.2f}") if "floor" in row else ("", "")
    met = "" if "ok" not in row else "yes" if row["ok"] else "**no**"
    return [str(text).replace("|", "/").strip() for text in (row["name"], value, *floor, row.get("target", ""), met)]


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
