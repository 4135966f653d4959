import { colour, onColours } from "./colours.js";
import { placeOf, stepOf, STEPS, UNDOING } from "./journey.js";
import { isChosen, oneIn } from "./sampling.js";

const MOST_DOTS = 60;
const HOP_MILLIS = 550;
const FADE_MILLIS = 500;

/** Where on its way to a step somebody waits who has not been heard of there: so far, and no further. */
const BEFORE = [0.4, 0.85];
const WAITS_AFTER_MILLIS = 2_000;
const RADIUS = 4.5;

/**
 * Orders as dots that go from step to step, slower than they do: an order takes milliseconds. One of which nothing is heard waits before
 * its next step. Draws only what `sample` chooses, and nothing while it is paused or not seen.
 */
export function motion(map) {
  const context = map.canvas.getContext("2d");
  const dots = new Map();
  const ways = new Map();
  let boxes = new Map();
  let isDownwards = false;
  let colours = {};
  let n = 1;
  let isPaused = false;
  let frame = 0;
  let before = 0;

  function measure() {
    const { width, height, left, top } = map.element.getBoundingClientRect();
    const scale = devicePixelRatio || 1;
    map.canvas.width = width * scale;
    map.canvas.height = height * scale;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    boxes = new Map(STEPS.map(({ id }) => {
      const box = map.step(id).getBoundingClientRect();
      return [id, { left: box.left - left, right: box.right - left, top: box.top - top, bottom: box.bottom - top }];
    }));
    // The style sheet lays the steps out along or, where it is narrow, downwards.
    isDownwards = boxes.get("ended").left < boxes.get("placed").right;
    ways.clear();
    draw();
  }

  function way(from, to) {
    const name = `${from} ${to}`;
    if (!ways.has(name)) {
      ways.set(name, (isDownwards ? wayDown : wayAlong)(boxes.get(from), boxes.get(to)));
    }
    return ways.get(name);
  }

  function paint() {
    colours = Object.fromEntries(["line", "info", "good", "bad", "warn"].map((name) => [name, colour(name)]));
    draw();
  }

  function hear({ type, correlationid: order }) {
    const place = placeOf(type);
    if (!place || !order || isPaused || document.hidden) {
      return;
    }
    if (UNDOING.has(place.step)) {
      undo(order, place.step);
      return;
    }
    const dot = dots.get(order);
    if (!dot && place.step === "placed" && isChosen(order, n) && dots.size < MOST_DOTS) {
      begin(order, { from: "placed", to: "credit", heard: [], tone: "info" });
    } else if (dot) {
      dot.heard.push(place);
    }
  }

  function undo(order, step) {
    if (isChosen(order, n) && dots.size < MOST_DOTS) {
      begin(`${order} ${step}`, { from: "ended", to: step, heard: [{ step, isBad: true }], tone: "bad" });
    }
  }

  function begin(name, dot) {
    const before = BEFORE[0] + Math.random() * (BEFORE[1] - BEFORE[0]);
    dots.set(name, { ...dot, t: 0, rested: 0, fading: 0, before, jitter: Math.random() - 0.5 });
    start();
  }

  /** @returns {boolean} whether it is still there */
  function advance(dot, millis) {
    if (dot.fading > 0) {
      dot.fading += millis;
      return dot.fading < FADE_MILLIS;
    }
    const [place] = dot.heard;
    const isBefore = dot.t >= dot.before && !place;
    dot.rested = isBefore ? dot.rested + millis : 0;
    if (isBefore) {
      return true;
    }
    dot.t = Math.min(place ? 1 : dot.before, dot.t + millis / HOP_MILLIS);
    if (dot.t === 1) {
      arrive(dot, place);
    }
    return true;
  }

  function arrive(dot, { step, isBad }) {
    if (step !== dot.to) {
      // A refusal, a passed deadline or the customer takes it another way than the one it was on.
      hop(dot, step);
      return;
    }
    dot.heard.shift();
    if (isBad || step === "ended") {
      dot.tone = isBad ? "bad" : "good";
    }
    const { next } = stepOf(step);
    if (next) {
      hop(dot, next);
    } else {
      dot.fading = 1;
    }
  }

  function hop(dot, to) {
    dot.from = dot.to;
    dot.to = to;
    dot.t = 0;
  }

  function draw() {
    context.clearRect(0, 0, map.canvas.width, map.canvas.height);
    context.strokeStyle = colours.line;
    context.lineWidth = 2;
    STEPS.forEach((it) => it.next && drawWay(it.id, it.next, []));
    UNDOING.forEach((id) => drawWay("ended", id, [4, 5]));
    context.setLineDash([]);
    dots.forEach(drawDot);
  }

  function drawWay(from, to, dashes) {
    const [a, b, c, d] = way(from, to);
    context.setLineDash(dashes);
    context.beginPath();
    context.moveTo(a.x, a.y);
    context.bezierCurveTo(b.x, b.y, c.x, c.y, d.x, d.y);
    context.stroke();
  }

  function drawDot(dot) {
    const { x, y } = placeOfDot(dot);
    context.globalAlpha = dot.fading > 0 ? Math.max(0, 1 - dot.fading / FADE_MILLIS) : 1;
    context.beginPath();
    if (dot.rested > WAITS_AFTER_MILLIS) {
      context.strokeStyle = colours.warn;
      context.arc(x, y, RADIUS, 0, 2 * Math.PI);
      context.stroke();
    } else if (dot.tone === "bad") {
      context.fillStyle = colours.bad;
      context.moveTo(x, y - RADIUS - 1);
      context.lineTo(x + RADIUS + 1, y);
      context.lineTo(x, y + RADIUS + 1);
      context.lineTo(x - RADIUS - 1, y);
      context.fill();
    } else {
      context.fillStyle = colours[dot.tone];
      context.arc(x, y, RADIUS, 0, 2 * Math.PI);
      context.fill();
    }
    context.globalAlpha = 1;
  }

  /** Those who wait stand side by side. */
  function placeOfDot({ from, to, t, rested, jitter }) {
    const { x, y } = pointOn(way(from, to), t);
    const aside = jitter * (rested > 0 ? 24 : 5);
    return isDownwards ? { x: x + aside, y } : { x, y: y + aside };
  }

  function step(time) {
    const millis = Math.min(100, time - before);
    before = time;
    dots.forEach((dot, order) => {
      if (!advance(dot, millis)) {
        dots.delete(order);
      }
    });
    draw();
    frame = dots.size > 0 && !isPaused ? requestAnimationFrame(step) : 0;
  }

  function start() {
    if (frame === 0 && !isPaused) {
      before = performance.now();
      frame = requestAnimationFrame(step);
    }
  }

  new ResizeObserver(measure).observe(map.element);
  onColours(paint);
  measure();
  paint();

  return {
    hear,
    /** @returns {number} of how many orders one is shown */
    sample(perSecond) {
      n = oneIn(perSecond);
      return n;
    },
    pause(yes) {
      isPaused = yes;
      if (yes) {
        cancelAnimationFrame(frame);
        frame = 0;
        dots.clear();
        draw();
      }
    },
  };
}

const middle = (a, b) => (a + b) / 2;

/** From border to border: four points of a cubic curve. */
function wayAlong(from, to) {
  const [x1, x2] = [from.right, to.left];
  const [y1, y2] = [middle(from.top, from.bottom), middle(to.top, to.bottom)];
  const x = middle(x1, x2);
  return [{ x: x1, y: y1 }, { x, y: y1 }, { x, y: y2 }, { x: x2, y: y2 }];
}

function wayDown(from, to) {
  const [x1, x2] = [middle(from.left, from.right), middle(to.left, to.right)];
  const [y1, y2] = [from.bottom, to.top];
  const y = middle(y1, y2);
  return [{ x: x1, y: y1 }, { x: x1, y }, { x: x2, y }, { x: x2, y: y2 }];
}

function pointOn([a, b, c, d], t) {
  const u = 1 - t;
  const at = (k) => u ** 3 * a[k] + 3 * u * u * t * b[k] + 3 * u * t * t * c[k] + t ** 3 * d[k];
  return { x: at("x"), y: at("y") };
}
