/** JSON with the keys of every object in order and no spaces: equal values give equal texts, whoever wrote them. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => (isPlainObject(each) ? sorted(each) : each));
}

/** Whether two values say the same as JSON, whatever the order of their keys. */
export function isSameData(one: unknown, other: unknown): boolean {
  return canonicalJson(one) === canonicalJson(other);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `fromEntries` makes an own key even of '__proto__'. */
function sorted(value: Record<string, unknown>): object {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
