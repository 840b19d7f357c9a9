// A dashboard's link, taken apart: which of the two kinds it is, and the id in it.

const ROOTS = { private: "d", shared: "s" };
const KINDS = { d: "private", s: "shared" };
const ID = /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;

/** Where the dashboard stands on this site, whose start page is at `root`. */
export const pathOf = ({ kind, id }, root) => `${root}${ROOTS[kind]}/${id}`;

/**
 * The {kind, id} of a pasted link, also of a page below it; or {refused, host} with why it is none of this site's.
 *
 * `site` is {origin, root}. Whether it was http or https does not matter: only the id is kept.
 */
export function linkOf(text, site) {
  const said = text.trim();
  if (!said) return { refused: "blank" };
  if (ID.test(said)) return { refused: "bare" }; // an id alone does not say whether it may change things
  const address = addressOf(said, site.origin);
  if (!address) return { refused: "nolink" };
  if (address.host !== new URL(site.origin).host) return { refused: "foreign", host: address.host };
  if (!address.pathname.startsWith(site.root)) return { refused: "nodashboard" };
  const [root, id] = address.pathname.slice(site.root.length).split("/");
  if (!Object.hasOwn(KINDS, root) || !ID.test(id ?? "")) return { refused: "nodashboard" };
  return { kind: KINDS[root], id: dashed(id) };
}

/** The id as the site writes it. */
export function dashed(id) {
  const digits = id.replaceAll("-", "").toLowerCase();
  return [0, 8, 12, 16, 20].map((start, at, starts) => digits.slice(start, starts[at + 1])).join("-");
}

export const isId = (text) => typeof text === "string" && ID.test(text);

function addressOf(said, origin) {
  const whole = said.startsWith("/") ? origin + said : /^[a-z][a-z\d+.-]*:/i.test(said) && !/^[^/]+:\d/.test(said) ? said : `https://${said}`;
  try {
    const address = new URL(whole);
    return /^https?:$/.test(address.protocol) ? address : null;
  } catch {
    return null;
  }
}
