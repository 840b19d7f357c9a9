// Before the first paint, and so no module: the theme that this browser was told to keep.
(() => {
  try {
    const kept = localStorage.getItem("theme");
    if (kept === "light" || kept === "dark") document.documentElement.dataset.theme = kept;
  } catch {
    // Storage may be forbidden: then the system's theme it is.
  }
})();
