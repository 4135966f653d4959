// Reads the text that Prometheus reads. Pure.

const LINE = /^([a-zA-Z_:][\w:]*)(\{.*\})?\s+(\S+)/;

/** Every sample: `[{name, labels, value}]`, labels as they are written. */
export function parse(text) {
  return text.split("\n").flatMap((line) => {
    const [, name, labels = "", value] = LINE.exec(line) ?? [];
    return name ? [{ name, labels, value: Number(value) }] : [];
  });
}

/** The sum of the samples of that name with that among their labels; undefined if none of them is a number. */
export function total(samples, name, label = "") {
  const values = samples.filter((it) => it.name === name && it.labels.includes(label) && !Number.isNaN(it.value)).map((it) => it.value);
  return values.length === 0 ? undefined : values.reduce((sum, it) => sum + it, 0);
}
