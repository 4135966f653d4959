// Holds the documents against the rules of their own ecosystems: node documents.mjs OPENAPI ASYNCAPI
import { readFileSync } from "node:fs";
import { Parser } from "@asyncapi/parser";
import { lint, loadConfig } from "@redocly/openapi-core";

const [openapi, asyncapi] = process.argv.slice(2);
const mistakes = [];

const config = await loadConfig({ configPath: new URL("redocly.yaml", import.meta.url).pathname });
for (const problem of await lint({ ref: openapi, config })) {
  const place = problem.location?.[0]?.pointer ?? "";
  mistakes.push(`openapi: ${problem.severity} ${problem.ruleId} at ${place}: ${problem.message}`);
}

const ERROR = 0;
const { document, diagnostics } = await new Parser().parse(readFileSync(asyncapi, "utf8"));
for (const diagnostic of diagnostics.filter((it) => it.severity === ERROR)) {
  mistakes.push(`asyncapi: ${diagnostic.code} at ${diagnostic.path.join(".")}: ${diagnostic.message}`);
}
if (document === undefined) {
  mistakes.push("asyncapi: no document");
}

console.log(mistakes.length === 0 ? "no mistakes" : mistakes.join("\n"));
process.exitCode = mistakes.length === 0 ? 0 : 1;
