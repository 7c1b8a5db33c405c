import { percentText } from '../../statistics/intervals/estimate.ts';
import type { Shortcut } from '../auditReport.ts';

/**
 * How much of the class a shortcut tells. 'none': no more than always saying the largest class; 'unsure': too few scans to know;
 * 'hint': it ranks the scans, but not well enough to beat the largest class; 'some': it beats that; 'strong': it removes
 * half of the errors or more.
 */
type ShortcutStrength = 'none' | 'unsure' | 'hint' | 'some' | 'strong';

/** Differences below are of no consequence, however many scans prove that they are there. */
const LEAST_GAIN = 0.01;
const LEAST_AUC = 0.55;
/** An interval that reaches so far above the largest class leaves it open whether there is a shortcut. */
const OPEN = 0.1;

/** Compares with the largest class by the interval, so that luck with few scans is no shortcut. */
export function strengthOf({ accuracy, auc, majority, table }: Shortcut): ShortcutStrength {
  if (table.length < 2) return 'none';
  if (accuracy.low > majority + LEAST_GAIN) return accuracy.value >= (1 + majority) / 2 ? 'strong' : 'some';
  if (auc.low > LEAST_AUC) return 'hint';
  return accuracy.high > majority + OPEN ? 'unsure' : 'none';
}

const KNOWN: Readonly<Record<Shortcut['from'], string>> = {
  size: 'width and height',
  header: 'the file header (format, colours, size, bytes per pixel)',
  picture: 'four image statistics (mean grey, contrast, grey of the border, sharpness)',
  input: 'four statistics of the network input (mean grey, contrast, grey of the border, sharpness)',
};

/** What a shortcut tells, in a sentence or two for a student. What a network makes of it is said once, of all of them. */
export function shortcutSentence(shortcut: Shortcut): string {
  const { from, accuracy, auc, majority, table } = shortcut;
  const only = `Knowing only ${KNOWN[from]}`;
  const range = `${percentText(accuracy.value)} (${percentText(accuracy.low)} to ${percentText(accuracy.high)})`;
  const baseline = `always answering the largest class is right for ${percentText(majority)}`;
  switch (strengthOf(shortcut)) {
    case 'strong':
    case 'some':
      return `${only}, ${achievement(shortcut)}.`;
    case 'hint':
      return `${only}, one does not clearly beat the largest class (${baseline}), but there is a hint: AUC ${auc.value.toFixed(2)} (chance: 0.50).`;
    case 'unsure':
      return (
        `${only}, one is right for ${range} of these scans; ${baseline}. There are too few scans to tell whether ` +
        'there is a shortcut.'
      );
    case 'none':
      if (table.length < 2) return `No shortcut: ${KNOWN[from]} are the same for every scan, so they predict nothing.`;
      return `No shortcut: knowing only ${KNOWN[from]}, one is right for ${range} of these scans; ${baseline}.`;
  }
}

function achievement({ accuracy, table }: Shortcut): string {
  const share = percentText(accuracy.value);
  const isPresent = (index: number) => table.some(({ countPerClass }) => (countPerClass[index] ?? 0) > 0);
  const classes = (table[0]?.countPerClass ?? []).filter((_, index) => isPresent(index)).length;
  if (classes === 2) return `one can tell ${share} of these scans apart`;
  return `one can name the right one of ${classes} classes for ${share} of these scans`;
}
