import type { ModelCard } from '../../../../model/card/card.ts';
import type { ClassifiedRow } from '../../../../worker/jobs/classify/classifyProtocol.ts';
import { matchClasses } from '../../evaluate/external/matchClasses.ts';
import { verdictOf } from '../verdict/verdict.ts';

/** How many scans lie in a folder that names a class of the model, and of how many the verdict is that class; undecided ones are left out. */
type FolderAgreement = { readonly agree: number; readonly of: number };

export function folderAgreement(
  rows: readonly ClassifiedRow[],
  card: Pick<ModelCard, 'classes' | 'threshold' | 'undecided'>,
): FolderAgreement {
  const folders = [...new Set(rows.flatMap(({ path }) => folderOf(path) ?? []))];
  const classOf = new Map(matchClasses(folders, card.classes).map(({ folder, classIndex }) => [folder, classIndex]));
  let [agree, of] = [0, 0];
  for (const row of rows) {
    const folder = folderOf(row.path);
    const labelled = folder === null ? null : (classOf.get(folder) ?? null);
    if (row.status !== 'classified' || labelled === null) continue;
    const { classIndex, undecided } = verdictOf(row.probabilities, card);
    if (undecided) continue;
    of += 1;
    if (classIndex === labelled) agree += 1;
  }
  return { agree, of };
}

/** The innermost one; null where a file is in none. */
function folderOf(path: string): string | null {
  return path.split('/').at(-2) ?? null;
}
