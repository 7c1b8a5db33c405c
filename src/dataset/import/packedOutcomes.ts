import type { FileOutcome } from '../scan.ts';

type WithoutPath<Outcome> = Outcome extends FileOutcome ? Omit<Outcome, 'path'> : never;

/** Outcomes as they cross between threads: those that are alike but for their paths once. A message of objects repeats every key and word. */
export type PackedOutcomes = {
  readonly paths: readonly string[];
  readonly kinds: readonly WithoutPath<FileOutcome>[];
  /** By outcome its place in `kinds`. */
  readonly kindOf: Uint32Array;
};

export function packOutcomes(outcomes: readonly FileOutcome[]): PackedOutcomes {
  const kinds: WithoutPath<FileOutcome>[] = [];
  const places = new Map<string, number>();
  const kindOf = Uint32Array.from(outcomes, ({ path: _, ...kind }) => {
    const key = JSON.stringify(kind);
    const place = places.get(key) ?? kinds.push(kind) - 1;
    places.set(key, place);
    return place;
  });
  return { paths: outcomes.map(({ path }) => path), kinds, kindOf };
}

export function unpackOutcomes({ paths, kinds, kindOf }: PackedOutcomes): FileOutcome[] {
  return paths.map((path, index) => ({ ...kinds[kindOf[index] ?? 0], path }) as FileOutcome);
}
