"""A conference of 22 questions and the keys of every task of product.md 5.1, as fixed in a table before any measuring."""

from __future__ import annotations

import json
from typing import Any

from tests.support.reports import FIXTURES

DAY: dict[str, Any] = json.loads((FIXTURES / "lao_cai_2024_day.json").read_text("utf-8"))
