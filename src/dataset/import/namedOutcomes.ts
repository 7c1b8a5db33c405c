import type { FileOutcome } from '../scan.ts';

/** How files ended, under the names that their classes have now. The same list where no class was renamed. */
export function namedOutcomes(
  outcomes: readonly FileOutcome[],
  renamed: readonly (readonly [imported: string, name: string])[],
): readonly FileOutcome[] {
  if (renamed.length === 0) return outcomes;
  const names = new Map(renamed);
  const nameOf = (className: string) => names.get(className) ?? className;
  return outcomes.map((outcome) => {
    if (outcome.status === 'ignored') return outcome;
    const className = nameOf(outcome.className);
    return outcome.status === 'duplicate'
      ? { ...outcome, className, ofClassName: nameOf(outcome.ofClassName) }
      : { ...outcome, className };
  });
}
