"""What a reader waits for in the browser: the first look at a dashboard, and a click on a filter.

Times are the browser's own. Where other work shares the cores, what counts is the CPU time beside them: what the page's
main thread and the web process spent, however long they had to wait for a core.
"""

from __future__ import annotations

import contextlib
import gzip
import statistics
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import psutil
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from benchmarks.installation import Installation
from benchmarks.made_up import looked_up
from benchmarks.printing import print_table
from tests.browser.conftest import CHROMIUM, FLAGS

SIZES = (742, 2638, 4948)  # books
LOOKS, CLICKS = 3, 12  # how often each is measured; medians are shown
SLOWER = 4  # times slower than this machine's processor, as a phone's is

# From before the page's first line: long tasks (the end of the last one is when the page answers), and what moved.
WATCH = """
window.watched = { longest: 0, last: 0, moved: 0 };
new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) {
    watched.longest = Math.max(watched.longest, duration);
    watched.last = Math.max(watched.last, startTime + duration);
  }
}).observe({ type: "longtask", buffered: true });
new PerformanceObserver((list) => {
  for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) watched.moved += value;
}).observe({ type: "layout-shift", buffered: true });
"""

# Clicks a filter as a finger does; answers when the new figures in sight are painted, and when all of the page is new.
CLICK = """
async (link) => {
  const started = performance.now();
  const swapped = (isMeant) => new Promise((done, fail) => {
    document.addEventListener("swapped", ({ detail: page }) => isMeant(page) && requestAnimationFrame(() =>
      setTimeout(() => done(performance.now() - started))));
    setTimeout(fail, 60000, new Error(link.getAttribute("href")));
  });
  const times = Promise.all([swapped(() => true), swapped((page) => !("pieces" in page.body.dataset))]);
  link.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, cancelable: true }));
  link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  return await times;
}
"""

# Back to the whole library; answers when all of the page shows it.
BACK = """
() => new Promise((done) => {
  document.addEventListener("swapped", ({ detail: page }) => "pieces" in page.body.dataset || done());
  history.back();
})
"""


@dataclass(frozen=True, slots=True)
class Look:
    """A dashboard as it is first met. Milliseconds, but for `moved`, which is Chromium's score (CLS)."""

    interactive: float  # the DOM is there and drawn, and the last task of over 50 ms has ended
    painted: float
    cpu: float  # of the main thread
    moved: float


@dataclass(frozen=True, slots=True)
class Click:
    """A filter, from the press to the painted figures in sight. Milliseconds."""

    took: float
    whole: float  # until those out of sight are in the page, too
    cpu: float  # of the page's main thread, until then
    server: float  # CPU, of the web process, until then


def measure_pages() -> None:
    with _browser() as browser:
        columns = [_figures(browser, books) for books in SIZES]
    rows = [(name, [column[name] for column in columns]) for name in columns[0]]
    print_table("Dashboards in the browser", [f"{books:,} books" for books in SIZES], rows)


def _figures(browser: Browser, books: int) -> dict[str, str]:
    with looked_up(books) as (site, uuid):
        address = f"{site.site}/d/{uuid}"
        looks = [_look(browser, address) for _ in range(LOOKS)]
        slow_looks = [_look(browser, address, slower=SLOWER) for _ in range(LOOKS)]
        clicks = _clicks(browser, site, address)
        slow_clicks = _clicks(browser, site, address, slower=SLOWER)
        sizes = _sizes(browser, address)
    return {
        "interactive, ms": _median(look.interactive for look in looks),
        f"interactive, {SLOWER} times slower, ms": _median(look.interactive for look in slow_looks),
        "first paint, ms": _median(look.painted for look in looks),
        "main thread until then, CPU ms": _median(look.cpu for look in looks),
        "moved while loading (CLS)": f"{max(look.moved for look in [*looks, *slow_looks]):.3f}",
        "filter click, ms": _median(click.took for click in clicks),
        "  slowest of them": f"{max(click.took for click in clicks):.0f}",
        "  until the rest of the page is new": _median(click.whole for click in clicks),
        f"filter click, {SLOWER} times slower, ms": _median(click.took for click in slow_clicks),
        f"  until the rest is new, {SLOWER} times slower": _median(click.whole for click in slow_clicks),
        "filter click, CPU ms of the page": _median(click.cpu for click in clicks),
        "filter click, CPU ms of the server": _median(click.server for click in clicks),
        "JavaScript, KB gzip": f"{sizes['script'] / 1000:.1f}",
        "style sheets, KB gzip": f"{sizes['stylesheet'] / 1000:.1f}",
        "fonts for the first paint, KB": f"{sizes['font'] / 1000:.1f}",
        "page, KB gzip": f"{sizes['document'] / 1000:.1f}",
    }


def _median(values: Iterable[float]) -> str:
    return f"{statistics.median(values):.0f}"


@contextmanager
def _browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def _page(browser: Browser, *, slower: float = 1) -> Iterator[tuple[Page, CDPSession]]:
    """A page with nothing in its cache, and the protocol's door to it, whose metrics count CPU time."""
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        page.add_init_script(WATCH)
        protocol = context.new_cdp_session(page)
        protocol.send("Performance.enable", {"timeDomain": "threadTicks"})
        protocol.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        yield page, protocol


def _cpu(protocol: CDPSession) -> float:
    """Milliseconds of CPU that the page's main thread has spent so far."""
    metrics = protocol.send("Performance.getMetrics")["metrics"]
    return 1000 * next(float(metric["value"]) for metric in metrics if metric["name"] == "TaskDuration")


def _look(browser: Browser, address: str, *, slower: float = 1) -> Look:
    with _page(browser, slower=slower) as (page, protocol):
        page.goto(address, wait_until="load")
        page.wait_for_selector(".plot svg", state="attached")
        page.wait_for_timeout(1000 * slower**0.5)  # for tasks that begin after it
        seen = page.evaluate(
            "({ ...watched, ready: performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd,"
            " painted: performance.getEntriesByName('first-contentful-paint')[0].startTime })"
        )
        cpu = _cpu(protocol)
    return Look(max(seen["ready"], seen["last"], seen["painted"]), seen["painted"], cpu, seen["moved"])


def _clicks(browser: Browser, site: Installation, address: str, *, slower: float = 1) -> list[Click]:
    """Filters set by marks of the charts of the whole library, each in sight when it is clicked, and each time back."""
    found, filters = [], f"#main .plot a[href^='{urlsplit(address).path}?']"
    with _page(browser, slower=slower) as (page, protocol):
        page.goto(address, wait_until="load")
        for number in range(CLICKS + 1):
            page.wait_for_selector(filters, state="attached")
            page.wait_for_timeout(300)
            links = page.query_selector_all(filters)
            link = links[number * 17 % len(links)]
            link.evaluate("(link) => link.scrollIntoView({ block: 'center' })")
            page.wait_for_timeout(200 * slower**0.5)
            before, server = _cpu(protocol), _server(site.web)
            took, whole = page.evaluate(CLICK, link)
            page.wait_for_timeout(100)
            found.append(Click(took, whole, _cpu(protocol) - before, _server(site.web) - server))
            page.evaluate(BACK)
    return found[1:]  # the first one finds the books not yet in memory


def _server(web: psutil.Process) -> float:
    times = web.cpu_times()
    return 1000 * (times.user + times.system)


def _sizes(browser: Browser, address: str) -> dict[str, int]:
    """Bytes of each kind that the page loads: fonts as they are, if asked for before it is painted; all else as gzip has it."""
    sizes = dict.fromkeys(("script", "stylesheet", "font", "document"), 0)
    loaded: dict[str, str] = {}
    with _page(browser) as (page, _):
        page.on("request", lambda request: loaded.setdefault(request.url, request.resource_type))
        page.goto(address, wait_until="networkidle")
        late = page.evaluate(
            "performance.getEntriesByType('resource').filter(({ startTime }) => startTime >"
            " performance.getEntriesByName('first-contentful-paint')[0].startTime).map(({ name }) => name)"
        )
    for url, kind in loaded.items():
        if kind == "font" and url in late:
            continue
        with contextlib.suppress(KeyError), urllib.request.urlopen(url, timeout=60) as answer:
            body = answer.read()
            sizes[kind] += len(body) if kind == "font" else len(gzip.compress(body, 9))
    return sizes
