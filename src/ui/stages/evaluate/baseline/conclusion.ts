import type { AuditReport } from '../../../../audit/auditReport.ts';
import { shortcutPhrase } from '../../../../audit/shortcuts/shortcutName.ts';
import type { ModelCard } from '../../../../model/card/card.ts';
import { formatMetric, formatPercent, formatPoints } from '../../../components/text/format.ts';
import { type BaselineLead, leadOverBaselines } from './baselineLead.ts';

/** What the test figures of a model come to, in one line. */
export type Conclusion = {
  /** 'open': nothing to hold the model against is known yet. */
  readonly tone: 'good' | 'caution' | 'open';
  readonly text: string;
  /** What a reader needs to believe the line; null where it says all. */
  readonly because: string | null;
};

/** A ranking no better than chance. */
const CHANCE_AUC = 0.5;

/** @param found shortcuts of the data set in the state that it is in now; null where they are not known */
export function conclusionOf(card: ModelCard, found: Pick<AuditReport, 'version' | 'shortcuts'> | null): Conclusion {
  const { auc, macroAuc } = card.figures.values;
  const ranking = auc ?? macroAuc;
  if (ranking && ranking.low <= CHANCE_AUC)
    return {
      tone: 'caution',
      text: `Not shown to be better than chance (AUC ${formatMetric(ranking.value, 'fraction')})`,
      because: reasons(card, null),
    };
  const lead = found && found.version === card.data.fingerprint ? leadOverBaselines(card, found.shortcuts) : null;
  if (!lead) return { tone: 'open', text: 'Not compared with shortcuts yet', because: null };
  const { tone, text, because } = inflated(card, compared(lead));
  return { tone, text, because: reasons(card, because) };
}

/** The reason, and what else a reader must know before the line is quoted; null where there is nothing. */
function reasons(card: ModelCard, because: string | null): string | null {
  const { accuracy } = card.figures.values;
  const half = accuracy ? (accuracy.high - accuracy.low) / 2 : 0;
  const all = [
    because,
    half > WIDE ? `Few scans: the accuracy is known to ±${(100 * half).toFixed(0)} points only.` : null,
    card.threshold !== null && card.thresholdFrom === 'hand'
      ? 'Its threshold was chosen after the test set was seen.'
      : null,
    card.figures.of === 'validation'
      ? 'On the validation set, which chose the epoch and the threshold: the sealed test set may be less kind.'
      : null,
  ].filter((reason) => reason !== null);
  return all.length === 0 ? null : all.join(' ');
}

/** Half of an interval beyond which a sample size would be called small. */
const WIDE = 0.05;

function compared({ strongest: { lead, shortcut } }: BaselineLead): Conclusion {
  const alone = `${shortcutPhrase(shortcut)} alone (${formatPercent(shortcut.accuracy.value)})`;
  const range = `${formatPoints(lead.low)} to ${formatPoints(lead.high)}`;
  if (lead.value <= 0) return { tone: 'caution', text: `No better than ${alone}`, because: WHAT_IT_MEANS };
  if (lead.low <= 0)
    return {
      tone: 'caution',
      text: `Not shown to be better than ${alone}`,
      because: `Lead in points: ${range}. ${WHAT_IT_MEANS}`,
    };
  return {
    tone: 'good',
    text: `${points(lead.value)} points better than the best shortcut (${points(lead.low)} to ${points(lead.high)})`,
    because: `The best shortcut is ${alone}. In brackets: 95 % interval.`,
  };
}

const WHAT_IT_MEANS = 'The network may have learned that instead of the anatomy.';

/** A random split flatters the network, and not the shortcuts. */
function inflated({ split }: ModelCard, conclusion: Conclusion): Conclusion {
  if (split.kind !== 'random' || split.testScansWithTwin === 0 || conclusion.tone !== 'good') return conclusion;
  return { ...conclusion, tone: 'caution', text: `${conclusion.text}, inflated by duplicates` };
}

function points(share: number): string {
  return (share * 100).toFixed(1);
}
