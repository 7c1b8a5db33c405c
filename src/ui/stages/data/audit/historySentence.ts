import type { DataSetVersion } from '../../../../dataset/edits/version.ts';
import { formatCounted } from '../../../components/text/format.ts';

/** '3 versions, 9 changes': a state that comes back, and a change of nothing that counts, make no new version. */
export function historySentence(history: readonly DataSetVersion[]): string {
  const versions = new Set(history.map(({ number }) => number)).size;
  return `${formatCounted(versions, 'version')}, ${formatCounted(history.length - 1, 'change')}`;
}

/** Which version the data set was in after a change, beside the one before: 'version 2', 'still version 1', 'version 1 again'. */
export function versionAfter(history: readonly DataSetVersion[], index: number): string {
  const number = history[index]?.number;
  if (history[index - 1]?.number === number) return `still version ${number}`;
  return history.slice(0, index).some((each) => each.number === number)
    ? `version ${number} again`
    : `version ${number}`;
}
