// The list of books: searches while one types, and follows its links without loading the page anew.

const WAIT = 220; // milliseconds after the last key
const form = document.getElementById("search");
let timer = 0;
let running = null;

const addressOf = () => {
  const query = new URLSearchParams(new FormData(form));
  for (const [name, value] of [...query]) if (!value) query.delete(name);
  return `${form.action.split("?")[0]}${query.size ? `?${query}` : ""}`;
};

async function show(address, { push = true, focus = null } = {}) {
  running?.abort();
  running = new AbortController();
  const results = document.getElementById("results");
  results.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(address, { signal: running.signal, headers: { Accept: "text/html" } });
    if (!response.ok) throw new Error(response.statusText);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    results.replaceChildren(...document.adoptNode(page.getElementById("results")).childNodes);
    results.removeAttribute("aria-busy");
    if (focus) takeOver(page);
    if (push) history.pushState(null, "", address);
    if (focus === "results") document.getElementById("main").scrollIntoView();
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address); // the plain way shows what is wrong
  }
}

/** Let the form say what the address says, after a link was followed or Back was pressed. */
function takeOver(page) {
  const fresh = page.getElementById("search");
  for (const field of form.elements) {
    const said = field.name && fresh.elements.namedItem(field.name);
    if (said) field.value = said.value;
  }
  for (const hidden of form.querySelectorAll('input[type="hidden"]')) hidden.remove();
  form.append(...fresh.querySelectorAll('input[type="hidden"]'));
}

form.addEventListener("input", (event) => {
  clearTimeout(timer);
  if (event.target.list) return; // half a shelf's name finds nothing: it waits for "change"
  timer = setTimeout(() => show(addressOf()), event.target.name === "q" ? WAIT : 0);
});
form.addEventListener("change", (event) => event.target.list && show(addressOf()));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  show(addressOf());
});
document.getElementById("results").addEventListener("click", (event) => {
  const link = event.target.closest("thead a, .found a, .pager a");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
  event.preventDefault();
  show(link.href, { focus: link.closest(".pager") ? "results" : "form" });
});
addEventListener("popstate", () => show(location.href, { push: false, focus: "form" }));
