/** `TrainingData` is two words, `JPEGImages` too; a run of capitals is one. */
const WORD = /\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lo}+/gu;

/** Splits a name into its words, in lower case, without digits, signs and accents: `1_Train-Images (2)` -> train, images. */
export const wordsOf = remembered((name): readonly string[] => (name.match(WORD) ?? []).map(plainWord));

function plainWord(word: string): string {
  return withoutAccents(word.toLowerCase());
}

export function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');
}

const MOST_REMEMBERED = 20_000;

/** The same function, which remembers what it said of the last names: folders of tens of thousands of files are asked again and again. */
export function remembered<Said>(of: (name: string) => Said): (name: string) => Said {
  const said = new Map<string, { readonly said: Said }>();
  return (name) => {
    const known = said.get(name);
    if (known) return known.said;
    if (said.size >= MOST_REMEMBERED) said.clear();
    const found = of(name);
    said.set(name, { said: found });
    return found;
  };
}

/** Removes the words for which it holds, with what divides them from the others: `No Tumour - Test` -> `No Tumour`. */
export function withoutWords(name: string, isLeftOut: (word: string) => boolean): string {
  const kept = name.replace(WORD, (word) => (isLeftOut(plainWord(word)) ? '\0' : word));
  return kept
    .replace(/[\s_.-]*\0[\s_.-]*/g, (found, at: number) => (at === 0 || at + found.length === kept.length ? '' : ' '))
    .trim();
}

/** What numbered names have in common: `case_003` -> `case_#`. */
export function templateOf(name: string): string {
  return name.toLowerCase().replace(/\d+/g, '#');
}
