// The one tip of a page. It is placed through the CSSOM, which a strict Content-Security-Policy allows.

import { html } from "./elements.js";

const tip = html("div", { class: "tip", hidden: "", role: "presentation" });

/** Show a title and lines above a mark, or below it where there is no room. */
export function showTip(title, lines, mark) {
  if (!tip.isConnected) document.body.append(tip);
  tip.replaceChildren(html("b", {}, title), ...lines.map((line) => html("div", {}, line)));
  tip.hidden = false;
  const box = mark.getBoundingClientRect();
  const left = box.left + box.width / 2 - tip.offsetWidth / 2;
  const above = box.top - tip.offsetHeight - 8;
  tip.style.left = `${Math.max(8, Math.min(innerWidth - tip.offsetWidth - 8, left))}px`;
  tip.style.top = `${above > 4 ? above : box.bottom + 8}px`;
}

export function hideTip() {
  tip.hidden = true;
}

addEventListener("scroll", hideTip, { passive: true });
addEventListener("keydown", (event) => event.key === "Escape" && hideTip());
