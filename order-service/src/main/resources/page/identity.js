// Who the page asks as. The token stays in this tab and is sent to nobody but the page's own origin.

const KEY = "warren.token";
const listeners = new Set();

export const token = () => sessionStorage.getItem(KEY) ?? "";

export function use(text) {
  const plain = text.trim().replace(/^Bearer\s+/i, "");
  if (plain) {
    sessionStorage.setItem(KEY, plain);
  } else {
    sessionStorage.removeItem(KEY);
  }
  listeners.forEach((listener) => listener());
}

/** Calls whenever another token is used, or none. */
export const onChange = (listener) => listeners.add(listener);

/**
 * What the token says of itself, for display alone: the services check it.
 *
 * @returns {{user: string, operator: boolean, until: Date}|null} null without one, or if it cannot be read
 */
export function claims() {
  try {
    const body = token().split(".")[1].replace(/-/g, "+").replace(/_/g, "/");
    const { sub, roles = [], exp } = JSON.parse(atob(body));
    return { user: sub, operator: roles.includes("operator"), until: new Date(exp * 1_000) };
  } catch {
    return null;
  }
}
