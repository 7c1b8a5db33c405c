import { predictedClass } from '../../evaluation/predictedClass.ts';
import { isUndecided } from '../../evaluation/threshold/undecided.ts';
import type { ModelCard } from '../../model/card/card.ts';

/** What became of one file that was to be classified. */
export type ResultRow =
  | {
      readonly status: 'classified';
      readonly path: string;
      readonly sha256: string;
      /** One per class, in the order of the model's classes. */
      readonly probabilities: readonly number[];
      /** In what the scan is unlike those of the training; null where that is not known. */
      readonly unlike: readonly string[] | null;
    }
  | { readonly status: 'refused' | 'ignored'; readonly path: string; readonly reason: string };

/** What classified. */
type ResultsModel = Pick<ModelCard, 'name' | 'classes' | 'threshold' | 'undecided'> & {
  /** `weightsFingerprint` */
  readonly fingerprint: string | null;
};

/**
 * A table as RFC 4180 has it: CRLF, quoted where needed, UTF-8 without a byte-order mark. One row per file, those that
 * could not be classified included: they have no figures, and `prediction` says why; it is `undecided` for a scan in the model's undecided zone. Probabilities are written in full,
 * so that they compare with the threshold as they did here. `threshold` is empty for more than two classes, where the
 * likeliest class is the prediction. `unlike_training` says in what a scan is unlike those that the network learned from. `fingerprint` tells models of one name apart; it is empty where it is not known.
 */
export function resultsCsv(
  rows: readonly ResultRow[],
  { name: modelName, classes, threshold, undecided, fingerprint }: ResultsModel,
): string {
  const header = [
    'file',
    'sha256',
    ...classes.map((name) => `probability_${name}`),
    'prediction',
    'unlike_training',
    'threshold',
    'model',
    'model_fingerprint',
  ];
  const shownThreshold = threshold === null ? '' : String(threshold);
  const lines = rows.map((row) => {
    const end = [shownThreshold, textCell(modelName), fingerprint ?? ''];
    if (row.status !== 'classified')
      return [textCell(row.path), '', ...classes.map(() => ''), textCell(`${row.status}: ${row.reason}`), '', ...end];
    const prediction = isUndecided(row.probabilities, undecided)
      ? 'undecided'
      : (classes[predictedClass(row.probabilities, threshold)] ?? '');
    const unlike = row.unlike?.join(' ') ?? '';
    return [textCell(row.path), row.sha256, ...row.probabilities.map(String), textCell(prediction), unlike, ...end];
  });
  return [header.map(textCell), ...lines].map((cells) => `${cells.join(',')}\r\n`).join('');
}

/** Text from outside: a leading apostrophe keeps spreadsheets from running it (OWASP, 'CSV injection'), in full width as well. */
export function textCell(text: string): string {
  const harmless = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
