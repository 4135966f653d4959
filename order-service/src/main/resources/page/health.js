// What a service says of itself, in words. Pure.

import { count } from "./words.js";

export const WELL = "well";

/** What is not as it should be, most important first; "well" if nothing is. `health` is the body of /health. */
export function inWords({ status = "UNKNOWN", details = {} }) {
  const told = details.messaging?.details;
  const troubles = told && typeof told === "object" ? ofMessaging(told) : told ? [String(told)] : [];
  if (troubles.length > 0) {
    return troubles.join("; ");
  }
  return status === "UP" ? WELL : `says ${status}${ofOthers(details)}`;
}

function ofMessaging({ database, broker, publishing, outboxPending = 0, outbox, consuming = "yes", ...others }) {
  const wait = outbox ? `its outbox is ${outbox}` : `${count(outboxPending, "message")} waiting in its outbox`;
  const troubles = [
    database !== "up" && `its database is away, requests are refused (${database})`,
    broker !== "up" && `the broker is away, ${wait} (${broker})`,
    broker === "up" && publishing === false && `it cannot publish, ${wait}`,
    ...Object.entries(others)
      .filter(([, value]) => typeof value === "string" && value !== "up")
      .map(([name, value]) => `${name} is ${value}`),
  ].filter(Boolean);
  return troubles.length > 0 || consuming === "yes" ? troubles : [`it hears nothing: ${consuming}`];
}

function ofOthers(details) {
  const down = Object.entries(details).filter(([, it]) => it.status && it.status !== "UP").map(([name]) => name);
  return down.length > 0 ? `: ${down.join(", ")}` : "";
}
