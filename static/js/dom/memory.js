// What this browser remembers of dashboards, in its own store. Nothing of it goes to the server.

import { NOTHING, read, written } from "../lib/remembered.js";

const KEY = "goodreads-stats.dashboards";

/** Whether this browser lets a page keep anything. */
export const canRemember = (() => {
  try {
    localStorage.setItem(`${KEY}.try`, "");
    localStorage.removeItem(`${KEY}.try`);
    return true;
  } catch {
    return false;
  }
})();

export function recall() {
  try {
    return read(localStorage.getItem(KEY));
  } catch {
    return NOTHING;
  }
}

/** Change what is remembered by a function of it; what then is. Read anew each time: another tab may have written. */
export function remember(change) {
  const before = recall();
  const after = change(before);
  if (after === before) return before;
  try {
    localStorage.setItem(KEY, written(after));
    return after;
  } catch {
    return before; // the store is full or was closed: then it stays as it is
  }
}

/** Call `then` when another tab changes what is remembered. */
export const onChange = (then) => addEventListener("storage", ({ key }) => (key === KEY || key === null) && then());
