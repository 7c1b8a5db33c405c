const MARK = '?debug';

const { location, name = '' } = globalThis as { location?: Location; name?: string };

/** `?debug` in the page's address: every call of a worker is logged. Workers see it by their name. */
export const isDebugging = new URLSearchParams(location?.search).has('debug') || name.endsWith(MARK);

/** What a thread that this one starts is called. */
export function threadName(plain: string): string {
  return isDebugging ? plain + MARK : plain;
}
