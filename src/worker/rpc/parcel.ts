/** Reading so many handles of files takes a thread some milliseconds. */
const FILES_PER_MESSAGE = 100;
/** The same of rows of a few short texts and numbers, and of bare numbers or texts. */
const ROWS_PER_MESSAGE = 1000;
const VALUES_PER_MESSAGE = 20_000;

type Path = readonly (string | number)[];

/** What a message cannot carry itself, or not in one piece: its place in the message, and the number that stands for it. */
export type Stub = {
  readonly kind: 'list' | 'callback' | 'signal';
  readonly path: Path;
  readonly id: number;
  /** Of a signal. */
  readonly aborted?: boolean;
};

/** Arguments or an answer, on their way to another thread. */
export type Parcel = { readonly values: readonly unknown[]; readonly stubs: readonly Stub[] };

export type Callback = (...args: readonly unknown[]) => unknown;
type Found = readonly unknown[] | Callback | AbortSignal;

/** Takes long lists, functions and signals out of the values, plain objects within them included; the values themselves stay as they are. */
export function pack(values: readonly unknown[], numberOf: (found: Found) => number): Parcel {
  const stubs: Stub[] = [];
  const cloneable = (value: unknown, path: Path): unknown => {
    if (value instanceof AbortSignal) stubs.push({ kind: 'signal', path, id: numberOf(value), aborted: value.aborted });
    else if (isCallback(value)) stubs.push({ kind: 'callback', path, id: numberOf(value) });
    else if (isLong(value)) stubs.push({ kind: 'list', path, id: numberOf(value) });
    if (stubs.at(-1)?.path === path) return null;
    if (!isPlainObject(value)) return value;
    const before = stubs.length;
    const fields = Object.entries(value).map(([key, field]) => [key, cloneable(field, [...path, key])] as const);
    return stubs.length > before ? Object.fromEntries(fields) : value;
  };
  return { values: values.map((value, index) => cloneable(value, [index])), stubs };
}

/** Puts in the place of each stub what `restore` makes of it. */
export function unpack({ values, stubs }: Parcel, restore: (stub: Stub) => unknown): readonly unknown[] {
  for (const stub of stubs) {
    let holder = values as unknown as Record<string | number, unknown>;
    for (const key of stub.path.slice(0, -1)) holder = holder[key] as typeof holder;
    holder[stub.path.at(-1) ?? 0] = restore(stub);
  }
  return values;
}

/** Of the first rows: among them are the few words that all rows say. */
const MOST_TEXTS = 1000;

/**
 * Equal texts of a list's rows become one. Each comes as a copy of its own, and of a hundred thousand rows 'refused', the class and the reason
 * take more room than all that tells them apart.
 */
export function shareTexts(row: unknown, texts: Map<string, string>): void {
  if (!isPlainObject(row)) return;
  for (const key in row) {
    const text = row[key];
    if (typeof text !== 'string') {
      shareTexts(text, texts);
      continue;
    }
    if (texts.size < MOST_TEXTS && !texts.has(text)) texts.set(text, text);
    row[key] = texts.get(text) ?? text;
  }
}

/** A long list in pieces that each fit a message. */
export function* piecesOf(list: readonly unknown[]): Generator<readonly unknown[]> {
  const most = mostInMessage(list);
  for (let at = 0; at < list.length; at += most) yield list.slice(at, at + most);
}

function isLong(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.length > FILES_PER_MESSAGE && value.length > mostInMessage(value);
}

function mostInMessage(list: readonly unknown[]): number {
  if (list.some(holdsFile)) return FILES_PER_MESSAGE;
  return typeof list[0] === 'object' ? ROWS_PER_MESSAGE : VALUES_PER_MESSAGE;
}

function holdsFile(row: unknown): boolean {
  if (row instanceof Blob) return true;
  if (!isPlainObject(row)) return false;
  for (const key in row) if (row[key] instanceof Blob) return true;
  return false;
}

function isCallback(value: unknown): value is Callback {
  return typeof value === 'function';
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
