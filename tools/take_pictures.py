"""Takes the README's pictures of the sample dashboard: python tools/take_pictures.py (needs Chromium)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright  # noqa: E402

from benchmarks.installation import installed  # noqa: E402
from tests.browser.conftest import CHROMIUM, FLAGS  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
VIEWS: dict[str, dict[str, Any]] = {
    "dashboard-light": {"viewport": {"width": 1280, "height": 860}, "color_scheme": "light"},
    "dashboard-dark": {"viewport": {"width": 1280, "height": 860}, "color_scheme": "dark"},
    "dashboard-phone": {"viewport": {"width": 390, "height": 780}, "color_scheme": "light"},
}


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with installed(services="http://127.0.0.1:9", production=True) as site, sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name, view in VIEWS.items():
            page = browser.new_page(**view, reduced_motion="reduce")
            page.goto(f"{site.site}/sample")
            page.wait_for_load_state("networkidle")
            page.screenshot(path=PICTURES / f"{name}.png")
            print(f"docs/pictures/{name}.png")


if __name__ == "__main__":
    main()
