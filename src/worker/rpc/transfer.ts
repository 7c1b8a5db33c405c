const transferred = new WeakMap<object, Transferable[]>();

/** Marks what an argument or an answer hands over instead of copying it. Returns the value itself. */
export function transfer<T extends object>(value: T, transferables: Transferable[]): T {
  transferred.set(value, transferables);
  return value;
}

/** What these values hand over. */
export function transferablesOf(values: readonly unknown[]): Transferable[] {
  return values.flatMap((value) => (typeof value === 'object' && value !== null ? (transferred.get(value) ?? []) : []));
}
