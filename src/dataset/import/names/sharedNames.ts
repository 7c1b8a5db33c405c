export function inGivenOrder(parts: readonly (readonly number[])[]): number[] {
  return [...Int32Array.from(parts.flat()).sort()];
}

/** The folders that every file is in, from the outside in. */
export function sharedNames(folders: readonly { readonly names: readonly string[] }[]): readonly string[] {
  const [first, ...rest] = folders;
  let shared = first?.names ?? [];
  for (const { names } of rest) {
    const end = shared.findIndex((name, depth) => names[depth] !== name);
    if (end >= 0) shared = shared.slice(0, end);
  }
  return shared;
}
