const known = new Set();

/** The services that were heard of since the page was opened: one that is down is not forgotten. */
export async function serviceNames(api) {
  for (const { name } of (await api.get("/services")).items) {
    known.add(name);
  }
  return [...known].sort();
}
