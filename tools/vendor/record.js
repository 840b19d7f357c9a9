// Writes static/vendor/VENDORED.json: what each vendored file is made of, under which licence, and its hash.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const STATIC = "../../static";
const COMMAND = "cd tools/vendor && npm ci && sh build.sh";
const installed = (name) => {
  const { version, license } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
  return { name, version, licence: license };
};
const sha256 = (file) => createHash("sha256").update(readFileSync(join(STATIC, file))).digest("hex");
const d3 = ["d3", "d3-array", "d3-hierarchy", "d3-scale", "d3-shape", "internmap"];

const files = [
  ...readdirSync(join(STATIC, "vendor"))
    .filter((file) => file.endsWith(".min.js"))
    .map((file) => ({ file: `vendor/${file}`, packages: d3.map(installed), licence_file: "vendor/d3-subset.LICENSE.txt" })),
  ...readdirSync(join(STATIC, "fonts"))
    .filter((file) => file.endsWith(".woff2"))
    .map((file) => {
      const family = file.split("-")[0];
      const packages = [installed(`@fontsource-variable/${family}`)];
      return { file: `fonts/${file}`, packages, licence_file: `fonts/${family}.OFL.txt` };
    }),
].map((entry) => ({ ...entry, sha256: sha256(entry.file), command: COMMAND }));

writeFileSync(join(STATIC, "vendor/VENDORED.json"), `${JSON.stringify({ files }, null, 2)}\n`);
