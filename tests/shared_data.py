"""Where the checks against real exports and the stand-in find their material, if it is there.

The repository's own tests pass without it: what needs it carries `needs_shared`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

_beside = Path(__file__).resolve().parents[2] / "shared"
SHARED: Path | None = _beside if (_beside / "exports").is_dir() else None

needs_shared = pytest.mark.skipif(SHARED is None, reason="the shared exports are not beside this checkout")
