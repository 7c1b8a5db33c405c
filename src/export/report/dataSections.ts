import { asSentence } from '../../dataset/asSentence.ts';
import { EXCLUSION_REASONS } from '../../dataset/messages.ts';
import { splitPhrase, testingWords } from '../../dataset/split/splitWords.ts';
import type { ModelCard } from '../../model/card/card.ts';
import { percentText } from '../../statistics/intervals/estimate.ts';
import { cutTable, minute } from './cutTable.ts';
import { foldSubsets } from './foldBlocks.ts';
import type { ReportBlock } from './reportBlocks.ts';
import type { ReportRecord } from './reportRecord.ts';

export function flow({ data, model: { card } }: ReportRecord): ReportBlock[] | null {
  if (!data) return null;
  const { imported, duplicate, refused, ignored } = data.files;
  const { training, validation, test } = card.split.scans;
  return [
    {
      ...{ kind: 'table', caption: 'Flow of files and scans', head: ['Step', 'Number'] },
      rows: [
        ['Files dropped', String(imported + duplicate + refused + ignored)],
        ['Ignored (no images)', String(ignored)],
        ['Refused (could not be read)', String(refused)],
        ['The same bytes again', String(duplicate)],
        ['Imported', String(imported)],
        ['Excluded by the user', String(data.excluded.length)],
        ['In use now', String(data.inUse)],
        card.folds
          ? ['Tested, each by a network that had not seen it', String(test)]
          : ['Training, validation, test of this model', `${training}, ${validation}, ${test}`],
      ],
    },
    { kind: 'list', items: data.changes.map(({ at, text }) => `${minute(at)}: ${text}`) },
  ];
}

export function subsets({ subsets: rows, model: { card } }: ReportRecord): ReportBlock[] {
  return [
    { kind: 'text', text: splitText(card.split) },
    {
      ...{ kind: 'table', caption: 'Scans by subset and class' },
      head: ['Subset', ...card.classes, 'Scans', 'Distinct images, patients or volumes'],
      rows: rows.map(({ subset, scansPerClass, scans, groups }) => [
        ...[subset, ...scansPerClass.map(String), String(scans)],
        groups === null ? 'not known' : String(groups),
      ]),
    },
    ...foldSubsets(card),
  ];
}

function splitText({ testing, testScansWithTwin, ...split }: ModelCard['split']): string {
  const { training, validation, test } = split.shares;
  const words = splitPhrase(split);
  // A set's own split has no shares, several splits each have their own.
  const shares = `${percentText(training)} of the scans for training, ${percentText(validation)} for validation, ${percentText(test)} for the test`;
  const drawn = testing ? `, ${testingWords(testing)}` : split.kind === 'own' ? '' : `: ${shares}`;
  const overlap = `Test scans that have a duplicate in training: ${testScansWithTwin}.`;
  return `${asSentence(words)}${drawn}. ${overlap}`;
}

export function exclusions({ data }: ReportRecord): ReportBlock[] | null {
  if (!data) return null;
  const excluded = data.excluded.map(({ path, className, why }) => [path, className, EXCLUSION_REASONS[why]]);
  const refused = data.refused.map(({ path, reason }) => [path, reason]);
  return [
    ...cutTable('Excluded scans', ['File', 'Class', 'Why'], excluded),
    ...cutTable('Refused files', ['File', 'Why'], refused),
  ];
}
