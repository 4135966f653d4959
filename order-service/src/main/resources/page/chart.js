import { colour, onColours } from "./colours.js";
import { h } from "./dom.js";

const HEIGHT = 150;

/**
 * Lines over the last seconds, drawn by uPlot, under a caption that names each with its colour and its dashes.
 *
 * @param {string} title
 * @param {{name: string, label: string, colour: string, dash?: number[]}[]} lines `name` is the column
 * @param {(value: number) => string} inWords of a value on the axis
 * @param {number} least that the axis reaches up to
 * @returns {{element: Element, draw: (columns: object, words: string) => void}} `words` say to those who do not see it what it shows
 */
export function chart(title, lines, inWords, least) {
  const place = h("div", { class: "plot", role: "img", "aria-label": title });
  const element = h("figure", { class: "chart" },
    h("figcaption", {}, h("strong", {}, title), lines.map((line) => key(line))),
    place);
  let plot = null;
  let latest = null;

  function make() {
    plot?.destroy();
    const axis = { stroke: colour("soft"), grid: { stroke: colour("line"), width: 1 }, ticks: { show: false }, font: "12px system-ui" };
    plot = new uPlot({
      width: Math.max(200, place.clientWidth),
      height: HEIGHT,
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: false }, y: { range: (_, low, high) => [0, Math.max(least, (high ?? 0) * 1.1)] } },
      axes: [
        { ...axis, size: 28, values: (_, ticks) => ticks.map((tick) => (tick === 0 ? "now" : `${tick} s`)) },
        { ...axis, size: 58, values: (_, ticks) => ticks.map(inWords) },
      ],
      series: [{}, ...lines.map((line) => ({ stroke: colour(line.colour), width: 2, dash: line.dash, points: { show: false }, spanGaps: true }))],
    }, latest, place);
  }

  new ResizeObserver(() => {
    if (plot && place.clientWidth > 0 && plot.width !== place.clientWidth) {
      plot.setSize({ width: place.clientWidth, height: HEIGHT });
    }
  }).observe(place);
  onColours(() => plot && make());

  return {
    element,
    draw(columns, words) {
      latest = [columns.x, ...lines.map((line) => columns[line.name])];
      place.setAttribute("aria-label", `${title}: ${words}`);
      if (plot) {
        plot.setData(latest);
      } else {
        make();
      }
    },
  };
}

function key({ label, colour: name, dash }) {
  const sample = h("span", { class: "sample" });
  sample.style.borderTopStyle = !dash ? "solid" : dash[0] < dash[1] ? "dotted" : "dashed";
  sample.style.borderColor = `var(--${name})`;
  return h("span", { class: "key" }, sample, label);
}
