const COLOURS = 8;

/** Colour of a class on the page, by its place in the data set's classes. */
export function classColour(index: number): string {
  return `var(--class-${index % COLOURS})`;
}

/** The same on the black ground of a scan. */
export function classColourOnBlack(index: number): string {
  return `var(--class-${index % COLOURS}-on-black)`;
}

/** A letter for each class, so that colour never speaks alone: the first letter of its name that no earlier class has, else its number. */
export function classLetters(classes: readonly string[]): string[] {
  const taken = new Set<string>();
  return classes.map((name, index) => {
    const free = [...name.toUpperCase()].find((letter) => /\p{L}|\p{N}/u.test(letter) && !taken.has(letter));
    const letter = free ?? String(index + 1);
    taken.add(letter);
    return letter;
  });
}
