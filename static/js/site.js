// What every page does: the button that changes the theme, and coming back to the same place in another language.
const NEXT = { auto: "light", light: "dark", dark: "auto" };
const root = document.documentElement;
const button = document.querySelector("[data-theme-button]");

function keep(theme) {
  try {
    if (theme === "auto") localStorage.removeItem("theme");
    else localStorage.setItem("theme", theme);
  } catch {
    // Storage may be forbidden: the theme then lasts as long as the page.
  }
}

function show(theme) {
  if (theme === "auto") delete root.dataset.theme;
  else root.dataset.theme = theme;
  button.textContent = button.dataset[theme];
}

if (button) {
  show(root.dataset.theme ?? "auto");
  button.addEventListener("click", () => {
    const theme = NEXT[root.dataset.theme ?? "auto"];
    keep(theme);
    show(theme);
  });
}

// Filters change the address without loading the page: the form at its foot still has the one of before.
document.querySelector("form.languages")?.addEventListener("submit", ({ target }) => {
  const next = target.elements.namedItem("next"); // none where nothing is to come back to
  if (next) next.value = location.pathname + location.search + location.hash;
});

// What a first look can do without.
addEventListener("load", () => {
  for (const sheet of document.querySelectorAll("link[data-late]")) sheet.media = "all";
});
