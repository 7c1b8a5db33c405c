import type { AuditReport, Shortcut } from '../../../../audit/auditReport.ts';
import { shortcutPhrase } from '../../../../audit/shortcuts/shortcutName.ts';
import type { DataSetView } from '../../../../dataset/edits/dataSetView.ts';
import { versionOf } from '../../../../dataset/edits/version.ts';
import type { ModelCard } from '../../../../model/card/card.ts';
import type { Estimate } from '../../../../statistics/intervals/estimate.ts';
import { differenceOf } from '../../../../statistics/intervals/intervals.ts';
import type { AuditState } from '../../data/audit/auditState.ts';

/** How far the network is above the shortcut baselines, which do not look at what a scan shows. */
type LeadRow = {
  readonly shortcut: Shortcut;
  /** Network's accuracy less this one's, as a share. */
  readonly lead: Estimate;
};

export type BaselineLead = {
  readonly network: { readonly accuracy: Estimate; readonly auc: Estimate | null; readonly n: number };
  readonly rows: readonly LeadRow[];
  /** The one with the highest accuracy. */
  readonly strongest: LeadRow;
};

/** The network of the card against the shortcuts in the data that it saw; null where one or the other is not known. */
export function leadOverBaselines(card: ModelCard, shortcuts: readonly Shortcut[]): BaselineLead | null {
  const { n, values } = card.figures;
  const { accuracy } = values;
  if (!accuracy) return null;
  const rows = shortcuts
    .filter(({ preprocessing }) => preprocessing === null || preprocessing.endsWith(`-${card.preprocessing.fit}`))
    .map((shortcut) => ({ shortcut, lead: differenceOf(accuracy, shortcut.accuracy) }));
  const [strongest] = rows.toSorted((a, b) => b.shortcut.accuracy.value - a.shortcut.accuracy.value);
  if (!strongest) return null;
  return { network: { accuracy, auc: values.auc ?? values.macroAuc ?? null, n }, rows, strongest };
}

/** What the lead over the strongest shortcut means; its figures are in the table. */
export function leadSentence({ strongest: { lead, shortcut } }: BaselineLead): string {
  const known = shortcutPhrase(shortcut);
  if (lead.value <= 0) return `The network has no lead: ${known} alone does as well or better.`;
  const open = lead.low <= 0 ? ', but the interval says that it may have no lead' : '';
  return `The network leads ${known}, the best shortcut${open}.`;
}

/** Why the network cannot be held against shortcuts, and what to do; null where it can. */
export function leadObstacle(
  card: ModelCard,
  dataSet: Pick<DataSetView, 'version' | 'history'> | null,
  audit: AuditState,
  training: boolean,
): string | null {
  const { fingerprint } = card.data;
  if (knownReport(fingerprint, audit)) return null;
  const seen = dataSet && versionOf(dataSet.history, fingerprint);
  if (!dataSet || !seen)
    return 'Shortcuts are tested on the data set in this browser, and this model saw another. Import its scans under Data to compare.';
  if (seen.hash !== dataSet.version.hash)
    return `This model was trained on data version ${seen.number}, and the data are at version ${dataSet.version.number} now. To compare, train a network on this version, or undo the changes under Data.`;
  if (audit.step === 'failed') return `The audit of the data failed: ${audit.reason} Try again under Data.`;
  return training ? 'Shortcuts are tested when the current training is done.' : 'Testing shortcuts.';
}

/** What the audit found of the very data that a model saw; null where that is not known. */
export function knownReport(fingerprint: string, audit: AuditState): AuditReport | null {
  return audit.step === 'found' && audit.report.version === fingerprint ? audit.report : null;
}
