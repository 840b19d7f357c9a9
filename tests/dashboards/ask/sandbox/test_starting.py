"""What the process of a SELECT takes with it."""

from __future__ import annotations

import subprocess
import sys

from dashboards.ask.sandbox.running import CHILD

NOT_NEEDED = ("subprocess", "dataclasses", "pathlib", "urllib.parse", "dashboards.ask.sandbox", "dashboards.ask.spec")


def test_the_process_loads_no_more_than_it_needs() -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(CHILD.parents[3])!r}); import dashboards.ask.sealed.child;"
        f" print([name for name in {NOT_NEEDED!r} if name in sys.modules])"
    )

    said = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "[]"  # each of them takes milliseconds, for each SELECT
