// Numbers to choose, with a sentence for each: the page brings them all, in the reader's language.

const chosen = new Map(); // id -> the value that the reader chose, which a newer page must not undo

/** Set the sliders below `root` to what was chosen before. */
export function setSliders(root) {
  for (const input of root.querySelectorAll("[data-slider] input")) {
    if (chosen.has(input.id)) input.value = chosen.get(input.id); // as far as it goes now
    say(input);
  }
}

document.addEventListener("input", ({ target }) => {
  if (!target.closest("[data-slider]")) return;
  chosen.set(target.id, target.value);
  say(target);
});

function say(input) {
  const slider = input.closest("[data-slider]");
  const said = JSON.parse(document.getElementById(slider.dataset.slider).textContent)[input.value - 1];
  input.setAttribute("aria-valuetext", said);
  slider.querySelector("output").textContent = said;
}
