import type { Shortcut } from '../../../../audit/auditReport.ts';
import { SHORTCUT_FACTS } from '../../../../audit/shortcuts/shortcutName.ts';
import { strengthOf } from '../../../../audit/shortcuts/shortcutSentence.ts';
import type { ScanView } from '../../../../dataset/edits/dataSetView.ts';
import { patientsKnown, patientsSentence } from '../../../../dataset/patients.ts';
import { percentText } from '../../../../statistics/intervals/estimate.ts';
import { formatCount, formatProbability } from '../../../components/text/format.ts';

/** In one plain sentence. */
export function shortcutMeaning({ from, preprocessing }: Shortcut): string {
  const [, meaning] = SHORTCUT_FACTS[from];
  const [, side, depth] = INPUT.exec(preprocessing ?? '') ?? [];
  return side ? `${meaning}: ${side} × ${side} pixels, ${depth === '1' ? 'grey' : 'in colour'}.` : meaning;
}

/** '225 x 225' as it is stored -> '225 × 225', in one line. */
export function valueWords(value: string): string {
  return value.replace(/^(\d+) x (\d+)$/, '$1\u00a0×\u00a0$2');
}

/** See `preprocessingKey`. */
const INPUT = /^v\d+-(\d+)x\d+x(\d+)-/;

/** What the figures of shortcuts are from; their intervals stand beside them in brackets. */
export function shortcutSource(shortcuts: readonly Shortcut[], scans: readonly Pick<ScanView, 'subject'>[]): string {
  const span = (values: readonly number[]) => {
    const [least, most] = [Math.min(...values), Math.max(...values)];
    return least === most ? formatCount(least) : `${formatCount(least)} to ${formatCount(most)}`;
  };
  const counts = span(shortcuts.map(({ n }) => n));
  const groups = span(shortcuts.map((each) => each.groups));
  return `Five-fold cross-validation, ${counts} scans in ${groups} groups kept in one fold; 95 % intervals in brackets. Patients: ${patientsSentence(patientsKnown(scans), 'grouped')}`;
}

/** What all that tells the class means, beside what needs no facts at all. Null where nothing does. */
export function cuesSentence(shortcuts: readonly Shortcut[]): string | null {
  const telling = shortcuts.find((shortcut) => ['hint', 'some', 'strong'].includes(strengthOf(shortcut)));
  if (!telling) return null;
  return (
    'A network can learn these cues instead of the anatomy. ' +
    `Baseline (always the largest class): ${percentText(telling.majority)} accuracy.`
  );
}

/** What harmonising changed, and what is left. */
export function harmonisedSentence(before: Shortcut, after: Shortcut): string {
  const [from, to] = [before, after].map(({ auc }) => formatProbability(auc.value));
  return `Harmonising changed the AUC of the network input statistics from ${from} to ${to} (chance: 0.50). ${sayLeft(after)}`;
}

function sayLeft(after: Shortcut): string {
  switch (strengthOf(after)) {
    case 'none':
      return 'These statistics no longer predict the class.';
    case 'unsure':
      return 'There are too few scans to tell whether a shortcut is left.';
    case 'hint':
      return 'They still hint at the class, and a network can use that.';
    case 'some':
    case 'strong':
      return `A shortcut is left: they still predict the class of ${percentText(after.accuracy.value)} of the scans, and a network can learn that.`;
  }
}
