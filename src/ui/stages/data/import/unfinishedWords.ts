import type { UnfinishedFiles } from '../../../../dataset/import/unfinishedImport.ts';
import { formatCount } from '../../../components/text/format.ts';

const HOW: Readonly<Record<UnfinishedFiles['step'], string>> = {
  interrupted: 'An import was interrupted',
  stopped: 'The import was stopped',
  failed: 'The import ended early',
};

export const DROP_AGAIN = 'Drop the folder again to read the rest';

/** @param atHand The page holds or finds the files that were not read. */
export function unfinishedSentence({ step, files, read }: UnfinishedFiles, atHand: boolean): string {
  const next = atHand ? '' : ` ${DROP_AGAIN}: files that are here already are not stored twice.`;
  return `${HOW[step]}: ${readSentence({ files, read })}.${next}`;
}

/** '207 of 1,600 read' */
export function readSentence({ files, read }: Pick<UnfinishedFiles, 'files' | 'read'>): string {
  return `${formatCount(read)} of ${formatCount(files)} read`;
}
