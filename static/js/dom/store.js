// What this browser keeps for a page, in its own store. Nothing of it goes to the server.

/** Whether this browser lets a page keep anything under the key. */
export function canKeep(key) {
  try {
    localStorage.setItem(`${key}.try`, "");
    localStorage.removeItem(`${key}.try`);
    return true;
  } catch {
    return false;
  }
}

/** {recall, remember, onChange} of a state that `read` takes from a text and `written` puts into one. */
export function storeOf(key, { NOTHING, read, written }) {
  const recall = () => {
    try {
      return read(localStorage.getItem(key));
    } catch {
      return NOTHING;
    }
  };
  /** Change what is kept by a function of it; what then is. Read anew each time: another tab may have written. */
  const remember = (change) => {
    const before = recall();
    const after = change(before);
    if (after === before) return before;
    try {
      localStorage.setItem(key, written(after));
      return after;
    } catch {
      return before; // the store is full or was closed: then it stays as it is
    }
  };
  /** Call `then` when another tab changes what is kept. */
  const onChange = (then) => addEventListener("storage", (event) => (event.key === key || event.key === null) && then());
  return { recall, remember, onChange };
}
