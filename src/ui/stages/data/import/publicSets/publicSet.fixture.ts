// How public data sets lie on people's disks, from their documentation: names and tables alone, a few files of each.

/** What a sensible person expects of a set. */
export type ExpectedReview = {
  /** Of the classes that are ticked, the number of files. */
  readonly classes: Readonly<Record<string, number>>;
  /** Training, validation and test files; left out: the set does not come split. */
  readonly parts?: readonly [number, number, number];
  /** Files that are masks; those among them that are kept with an image. */
  readonly masks?: readonly [all: number, matched: number];
  /** Groups that stay on one side of a split, chosen by itself; left out: nothing is chosen. */
  readonly groups?: number;
  /** A pattern of names that is offered, not chosen. */
  readonly offers?: string;
  /** Words that stand in the review. */
  readonly says?: readonly RegExp[];
  /** Why it cannot be imported. */
  readonly problem?: RegExp;
  readonly augmented?: number;
};

export type PublicSet = {
  /** Paths; `{a,b}` and `{1..3}` stand for several. */
  readonly files: readonly string[];
  readonly tables?: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>;
  readonly expect: ExpectedReview;
};

/** `{a,b}/{1..2}.png` -> 4 paths; `{=1}` repeats the first of these words, `{,_mask}` is nothing or `_mask`. */
export function expand(pattern: string, said: readonly string[] = []): string[] {
  const found = /^([^{]*)\{([^{}]*)\}(.*)$/s.exec(pattern);
  if (!found) return [pattern];
  const [, before = '', list = '', after = ''] = found;
  const repeated = /^=(\d)$/.exec(list);
  const range = /^(\d+)\.\.(\d+)$/.exec(list);
  const words = range ? numbers(range[1] ?? '', range[2] ?? '') : list.split(',');
  const taken = repeated ? [said[Number(repeated[1]) - 1] ?? ''] : words;
  return taken.flatMap((word) => {
    const rest = expand(after, repeated ? said : [...said, word]);
    return rest.map((each) => `${before}${word}${each}`);
  });
}

/** As wide as the first is written: `001..012`. */
function numbers(first: string, last: string): string[] {
  const [from, to] = [Number(first), Number(last)];
  return Array.from({ length: to - from + 1 }, (_, i) => String(from + i).padStart(first.length, '0'));
}

/** Rows under a head; a row is written `{1..4}` for several. */
export const table = (head: string, ...rows: readonly string[]): string =>
  `${[head, ...rows.flatMap((row) => expand(row))].join('\n')}\n`;

export const utf16 = (text: string): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(2 + 2 * text.length);
  bytes.set([0xff, 0xfe]);
  for (let i = 0; i < text.length; i++) bytes.set([text.charCodeAt(i) & 255, text.charCodeAt(i) >> 8], 2 + 2 * i);
  return bytes;
};
