// The dashboard's filters without loading the page anew: links to the same page with another query, the form, Back.

import { inPieces, inSight, swap } from "./dom/swap.js";

const SLOW = 150; // milliseconds after which the page shows that it waits
const FRESH = 3000; // milliseconds for which a page that was fetched ahead may be shown
const main = document.getElementById("main");
let shown = location.search; // the query that the page shows
let isWhole = true; // whether all of the page shows it: what is in sight comes first
let request = null; // the last one: {address, at, controller, page}
let latest = null; // the choice whose page is waited for

export function followFilters() {
  document.addEventListener("pointerdown", (event) => {
    const link = filterLink(event);
    if (link && !latest) load(link.address, inSight(link.node));
  });
  document.addEventListener("click", (event) => {
    const link = filterLink(event);
    if (!link || event.defaultPrevented) return;
    event.preventDefault();
    show(link.address, { from: link.node });
  });
  document.addEventListener("submit", (event) => {
    if (event.target.id !== "filter-form") return;
    event.preventDefault();
    const query = new URLSearchParams([...new FormData(event.target)].filter(([, value]) => value));
    document.getElementById("filter-by").open = false;
    show(addressOf(query));
  });
  addEventListener("popstate", () => {
    if (location.search !== shown || !isWhole) show(addressOf(new URLSearchParams(location.search)), { push: false });
    else settle(); // back at what is shown: nothing that is still on its way may replace it
  });
}

const addressOf = (query) => `${location.pathname}${query.size ? `?${query}` : ""}`;

/** The link that was plainly clicked or pressed, if it leads to this page with another query. */
function filterLink(event) {
  const node = event.target.closest?.("a[href]");
  if (!node || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const to = new URL(node.getAttribute("href"), location.href);
  const same = to.origin === location.origin && to.pathname === location.pathname;
  return same && to.search !== location.search ? { node, address: to.pathname + to.search } : null;
}

async function show(address, { push = true, from } = {}) {
  const choice = (latest = {});
  const figure = from?.closest(".fig[id]")?.id;
  let waiting = setTimeout(wait, SLOW);
  try {
    const page = await load(address, inSight(from));
    if (choice !== latest) return;
    if (push) history.pushState(null, "", address);
    shown = location.search;
    isWhole = !inPieces(page);
    swap(page, { from });
    tell(from?.dataset.tells ?? "counted");
    if (isWhole) return;
    clearTimeout(waiting);
    waiting = setTimeout(wait, SLOW);
    const rest = await load(address);
    if (choice !== latest) return;
    isWhole = true;
    swap(rest, { from: document.getElementById(figure) });
  } catch {
    if (choice === latest) location.assign(address); // the plain way shows what is wrong
  } finally {
    clearTimeout(waiting);
    if (choice === latest) settle();
  }
}

const wait = () => main.setAttribute("aria-busy", "true");

/** Say aloud what has changed: how many books there are, or what the link that was followed names. */
function tell(id) {
  document.getElementById("told").textContent = document.getElementById(id)?.textContent ?? "";
}

function settle() {
  latest = request = null;
  main.removeAttribute("aria-busy");
}

/**
 * The page at the address: what is on its way there already, or a new one, which ends the earlier. With the ids of `pieces`
 * those alone, where they are to be had.
 */
function load(address, pieces) {
  const now = performance.now();
  if (pieces && request?.address === address && now - request.at < FRESH) return request.page;
  request?.controller.abort();
  const controller = new AbortController();
  const page = fetched(address, controller.signal, pieces);
  page.catch(() => {}); // told to who waits for it, if anybody does
  request = { address, at: now, controller, page };
  return page;
}

async function fetched(address, signal, pieces = []) {
  const headers = { Accept: "text/html" };
  if (pieces.length) headers["In-Sight"] = pieces.join(" ");
  const response = await fetch(address, { signal, headers });
  if (!response.ok) throw new Error(response.statusText);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  if (!inPieces(page) && !page.getElementById("main")) throw new Error("This is no page of a library.");
  return page;
}
