import { token } from "./identity.js";

/**
 * Why something could not be done; `message` is in words.
 *
 * @property {number} status 0 if nobody answered
 * @property {string} code as in problem+json, or NO_ANSWER
 * @property {number} retryAfter in seconds; null if nothing was said of it
 * @property {object} told the answer's body, if it was JSON
 */
export class Problem extends Error {
  constructor(message, { status = 0, code = "NO_ANSWER", retryAfter = null, told = {} } = {}) {
    super(message);
    Object.assign(this, { name: "Problem", status, code, retryAfter, told });
  }
}

/** The page may stand under a path of a proxy: what is asked begins where the page is. */
const here = (path) => new URL(path.replace(/^\//, ""), document.baseURI);

/**
 * Asks, and returns as soon as the answer begins.
 *
 * @throws {Problem} if the answer is no success, or there is none
 * @throws {DOMException} AbortError if `signal` says so
 */
export async function begin(method, path, { body, headers = {}, signal } = {}) {
  const all = new Headers(headers);
  if (token()) {
    all.set("Authorization", `Bearer ${token()}`);
  }
  if (body !== undefined) {
    all.set("Content-Type", "application/json");
  }
  let answer;
  try {
    answer = await fetch(here(path), {
      method, headers: all, signal, cache: "no-store", body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (e) {
    if (e.name === "AbortError") {
      throw e;
    }
    throw new Problem(`${here("").host} does not answer: does order-service run? ./warren status tells.`);
  }
  if (!answer.ok) {
    throw await problemOf(answer, path);
  }
  return answer;
}

async function problemOf(answer, path) {
  const { status } = answer;
  const told = await answer.json().catch(() => ({}));
  const retryAfter = Number(answer.headers.get("Retry-After")) || null;
  return new Problem(inWords(status, told, path), { status, code: told.code ?? `HTTP_${status}`, retryAfter, told });
}

function inWords(status, { detail, title }, path) {
  if (status === 401) {
    return token() ? `The token is not accepted: ${detail ?? "use a new one"}.` : "The services ask for a token: enter one at the top of the page.";
  }
  if (status === 403) {
    return detail ?? "This is for operators: ./warren token --operator prints a token that may.";
  }
  return detail ?? title ?? `${path} was answered ${status}.`;
}

/** JSON as an object, anything else as text, nothing as null. */
async function bodyOf(answer) {
  const text = await answer.text();
  if (text === "") {
    return null;
  }
  return /json/.test(answer.headers.get("Content-Type") ?? "") ? JSON.parse(text) : text;
}

/** Asks and returns `{status, headers, body}`. Throws as {@link begin}. */
async function ask(method, path, options) {
  const answer = await begin(method, path, options);
  return { status: answer.status, headers: answer.headers, body: await bodyOf(answer) };
}

const bodyOnly = (method) => async (path, body, headers) => (await ask(method, path, { body, headers })).body;

/** What panels ask with: `get(path)`, `post(path, body?, headers?)`, …, each returning the answer's body; `ask` returns all of it. */
export const api = {
  ask,
  get: async (path, headers) => (await ask("GET", path, { headers })).body,
  post: bodyOnly("POST"),
  put: bodyOnly("PUT"),
  delete: bodyOnly("DELETE"),
};
