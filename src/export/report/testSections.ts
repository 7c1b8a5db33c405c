import { shortcutName } from '../../audit/shortcuts/shortcutName.ts';
import { DEGRADATIONS } from '../../preprocessing/degradations.ts';
import { cutTable, minute } from './cutTable.ts';
import { majorityWords } from './limits.ts';
import type { ReportBlock } from './reportBlocks.ts';
import type { ReportRecord } from './reportRecord.ts';
import { estimateWords, figureRows } from './reportWords.ts';
import { evaluatedSet } from './resultSections.ts';

export function shortcuts({ shortcuts: found, model: { card } }: ReportRecord): ReportBlock[] | null {
  if (!found) return null;
  return [
    {
      kind: 'text',
      text: `Small models that see no anatomy at all, by five-fold cross-validation in groups. Always saying the largest class is right in ${majorityWords(card.data.scansPerClass)}.`,
    },
    {
      ...{
        kind: 'table',
        caption: 'What file properties alone tell',
        head: ['Knowing only', 'Scans', 'Accuracy', 'AUC'],
      },
      rows: found.map((shortcut) => [
        ...[shortcutName(shortcut), String(shortcut.n)],
        ...[estimateWords(shortcut.accuracy, 'percent'), estimateWords(shortcut.auc, 'fraction')],
      ]),
    },
  ];
}

export function subgroups({ subgroups: groups }: ReportRecord): ReportBlock[] | null {
  if (groups.length === 0) return null;
  return [
    {
      ...{ kind: 'table', caption: 'Test scans by what is known of them' },
      head: ['By', 'Test scans', 'n', 'Accuracy', 'AUC', ''],
      rows: groups.map(({ kind, value, n, accuracy, auc, differs }) => [
        ...[kind, value, String(n), estimateWords(accuracy, 'percent')],
        ...[auc ? estimateWords(auc, 'fraction') : '', differs ? 'differs' : ''],
      ]),
    },
  ];
}

export function robustness(report: ReportRecord): ReportBlock[] | null {
  const { robustness: points } = report;
  if (points.length === 0) return null;
  const caption = evaluatedSet(report) === 'test' ? 'Test scans, degraded' : 'Validation scans, degraded';
  const rows = points.map(({ degradation, n, accuracy, auc }) => {
    const words = degradation
      ? [DEGRADATIONS[degradation.kind].label, `${degradation.amount} (${DEGRADATIONS[degradation.kind].unit})`]
      : ['As they are', ''];
    return [...words, String(n), estimateWords(accuracy, 'percent'), auc ? estimateWords(auc, 'fraction') : ''];
  });
  return [{ kind: 'table', caption, head: ['What', 'Amount', 'n', 'Accuracy', 'AUC'], rows }];
}

export function external({ externalTests }: ReportRecord): ReportBlock[] | null {
  if (externalTests.length === 0) return null;
  return externalTests.map(({ name, at, n, figures }) => ({
    ...{ kind: 'table', caption: `${name}: ${n} scans, tested ${minute(at)}` },
    ...{ head: ['Figure', 'Value', 'What it is'], rows: figureRows(figures) },
  }));
}

export function failures({ failures: wrong }: ReportRecord): ReportBlock[] | null {
  if (!wrong) return null;
  if (wrong.length === 0) return [{ kind: 'text', text: 'No test scan was called wrong.' }];
  const rows = wrong.map(({ path, sha256, truth, called, probability }) => [
    ...[path ?? sha256.slice(0, 12), truth, called, probability.toFixed(3)],
  ]);
  const images = wrong.flatMap(({ image, truth, called, probability }) =>
    image ? [{ source: image, caption: `${truth}, called ${called} (${probability.toFixed(3)})` }] : [],
  );
  return [
    ...cutTable(
      'Test scans that were called wrong, the surest first',
      ['File', 'Label', 'Called', 'Probability'],
      rows,
    ),
    ...(images.length > 0 ? [{ kind: 'images' as const, images }] : []),
  ];
}
