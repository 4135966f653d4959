// Reads the text that Prometheus reads.

const LINE = /^([a-zA-Z_:][\w:]*)(\{.*\})?\s+(\S+)/;

/** Values by name; labels do not matter here. */
export function parse(text) {
  const values = new Map();
  for (const line of text.split("\n")) {
    const [, name, , value] = LINE.exec(line) ?? [];
    if (name) {
      values.set(name, [...(values.get(name) ?? []), Number(value)]);
    }
  }
  return values;
}

/** The sum of what a name has, or undefined if it has nothing that is a number. */
export function total(values, name) {
  const numbers = (values.get(name) ?? []).filter((it) => !Number.isNaN(it));
  return numbers.length === 0 ? undefined : numbers.reduce((sum, it) => sum + it, 0);
}
