// Reads flows of events as another language does, by its CloudEvents SDK, and holds each event's data against the schema that it names:
//   node fixtures.mjs FOLDER_OF_SCHEMAS FOLDER_OF_FIXTURES
// Prints every mistake with its file and line, or how many there are of each.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { HTTP } from "cloudevents";

const STRUCTURED = { "content-type": "application/cloudevents+json" };

const [schemas, fixtures] = process.argv.slice(2);
const files = (folder, end) => readdirSync(folder).filter((name) => name.endsWith(end)).map((name) => join(folder, name));
const mistakes = [];

// Strict about keywords and formats that it does not know; a type may be said further up.
const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false });
addFormats(ajv);
const ids = files(schemas, ".json").map((file) => {
  const schema = JSON.parse(readFileSync(file, "utf8"));
  ajv.addSchema(schema);
  return schema.$id;
});
for (const id of ids) {
  try {
    ajv.getSchema(id);
  } catch (mistake) {
    mistakes.push(`${id}: ${mistake.message}`);
  }
}

let events = 0;
for (const file of files(fixtures, ".jsonl")) {
  readFileSync(file, "utf8").trimEnd().split("\n").forEach((line, index) => {
    try {
      const event = HTTP.toEvent({ headers: STRUCTURED, body: line });
      event.validate();
      if (!ajv.validate(event.dataschema, event.data)) {
        throw new Error(ajv.errorsText());
      }
      events++;
    } catch (mistake) {
      mistakes.push(`${file}:${index + 1}: ${mistake.message.replaceAll(/\s+/g, " ")}`);
    }
  });
}

console.log(mistakes.length === 0 ? `${ids.length} schemas, ${events} events` : mistakes.join("\n"));
process.exitCode = mistakes.length === 0 ? 0 : 1;
