// The page for what is not there: a dashboard that this browser remembers is marked as gone in its list.

import { recall, remember } from "./dom/memory.js";
import { found, gone } from "./lib/remembered.js";
import { linkOf } from "./lib/links.js";

const note = document.getElementById("was-remembered");
const link = linkOf(location.href, { origin: location.origin, root: note.dataset.root });
// A page below the link may be missing from a library that is there.
const whole = !location.search && /^[^/]+\/[^/]+\/?$/.test(location.pathname.slice(note.dataset.root.length));

if (!link.refused && whole && found(recall(), link)) {
  remember((state) => gone(state, link));
  note.hidden = false;
}
