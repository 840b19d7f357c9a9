// A chart as a PNG: its computed styles are written into a copy, the fonts are put inside, and a canvas makes the picture.

import { html, svg } from "./elements.js";

const KEPT = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linejoin",
  "paint-order",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "font-style",
  "text-anchor",
  "display",
];
const EDGE = 24;
const HEAD = 78;
const FOOT = 44;
const SCALE = 2;

async function asDataUrl(address) {
  const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return `data:font/woff2;base64,${btoa(binary)}`;
}

/** The fonts that the page preloads, under the names that its style sheets give them. */
async function fontFaces() {
  const links = [...document.querySelectorAll('link[rel="preload"][as="font"]')];
  const faces = await Promise.all(
    links.map(async ({ href }) => {
      const family = /besley/i.test(href) ? "Besley" : "Figtree";
      return `@font-face{font-family:${family};src:url(${await asDataUrl(href)});font-weight:300 900}`;
    }),
  );
  return faces.join("");
}

function styledCopy(chart) {
  const copy = chart.cloneNode(true);
  const originals = chart.querySelectorAll("*");
  const hints = copy.querySelectorAll(".hint"); // on what to do with the chart: nothing can be done with a picture
  copy.querySelectorAll("*").forEach((node, at) => {
    const style = getComputedStyle(originals[at]);
    for (const name of KEPT) node.setAttribute(name, style.getPropertyValue(name));
    for (const name of ["href", "tabindex", "class"]) node.removeAttribute(name);
  });
  for (const hint of hints) hint.remove();
  return copy;
}

const colour = (node, name) => getComputedStyle(node).getPropertyValue(name);

/** The text in lines that fit the width, two at most. */
function wrapped(text, letters) {
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    if (`${lines.at(-1)} ${word}`.length > letters && lines.at(-1)) lines.push("");
    lines[lines.length - 1] = `${lines.at(-1)} ${word}`.trim();
  }
  return lines.slice(0, 2).map((line, at) => (at === 1 && lines.length > 2 ? `${line.replace(/[.,]?$/, "")} …` : line));
}

/** The chart with its question and answer, as a PNG blob. */
export async function pictureOf(chart, question, answer) {
  const { width: inner, height: drawnHeight } = chart.viewBox.baseVal;
  const width = inner + 2 * EDGE;
  const lines = wrapped(answer, inner / 6.9);
  const top = HEAD + 20 * (lines.length - 1);
  const height = drawnHeight + top + FOOT;
  const paper = colour(document.body, "background-color");
  const ink = colour(document.body, "color");
  const written = (y, text, family, size, weight) =>
    svg("text", { x: EDGE, y, "font-family": family, "font-size": size, "font-weight": weight, fill: ink }, text);
  const copy = styledCopy(chart);
  for (const [name, value] of Object.entries({ x: EDGE, y: top, width: inner, height: drawnHeight })) {
    copy.setAttribute(name, value);
  }
  const whole = svg(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}` },
    svg("style", {}, await fontFaces()),
    svg("rect", { width, height, fill: paper }),
    written(38, question, "Besley", 21, 560),
    ...lines.map((line, at) => written(62 + 20 * at, line, "Figtree", 14, 400)),
    copy,
    written(height - 16, "Goodreads Stats", "Figtree", 12, 500),
  );
  return painted(whole, width, height);
}

async function painted(whole, width, height) {
  const address = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(whole)], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = html("canvas", { width: width * SCALE, height: height * SCALE });
    const context = canvas.getContext("2d");
    context.scale(SCALE, SCALE);
    context.drawImage(image, 0, 0);
    return await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Hand the picture over: to the share sheet of a phone, as a download elsewhere. */
export async function savePicture(chart, question, answer) {
  const blob = await pictureOf(chart, question, answer);
  const name = question.toLowerCase().replace(/[^\p{L}\d]+/gu, "-").replace(/^-|-$/g, "");
  const file = new File([blob], `${name || "chart"}.png`, { type: "image/png" });
  if (matchMedia("(pointer: coarse)").matches && navigator.canShare?.({ files: [file] })) {
    await navigator.share({ files: [file], title: question });
    return;
  }
  const link = html("a", { download: file.name, href: URL.createObjectURL(blob) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 4000);
}
