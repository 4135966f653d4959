/**
 * Reads server-sent events out of text that comes in pieces, as the HTML standard has it.
 *
 * @param {(event: {type: string, data: string}) => void} onEvent
 * @returns {{push: (text: string) => void, lastEventId: () => string}}
 */
export function sseReader(onEvent) {
  let rest = "";
  let type = "";
  let data = [];
  let told = "";
  let id = "";

  function line(text) {
    if (text === "") {
      // Not before: of an event that breaks off, the rest was never heard.
      id = told;
      if (data.length > 0) {
        onEvent({ type: type || "message", data: data.join("\n") });
      }
      type = "";
      data = [];
      return;
    }
    const colon = text.indexOf(":");
    const field = colon < 0 ? text : text.slice(0, colon);
    const value = colon < 0 ? "" : text.slice(text[colon + 1] === " " ? colon + 2 : colon + 1);
    if (field === "data") {
      data.push(value);
    } else if (field === "event") {
      type = value;
    } else if (field === "id") {
      told = value;
    }
  }

  return {
    push(text) {
      const lines = (rest + text).split("\n");
      rest = lines.pop();
      for (const each of lines) {
        line(each.endsWith("\r") ? each.slice(0, -1) : each);
      }
    },
    lastEventId: () => id,
  };
}
