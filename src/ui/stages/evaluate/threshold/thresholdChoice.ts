import type { Predictions } from '../../../../evaluation/predictions.ts';
import { chooseThreshold } from '../../../../evaluation/threshold/threshold.ts';
import { zoneByRule, zoneOfWidth } from '../../../../evaluation/threshold/undecided.ts';
import { isSameData } from '../../../../model/card/canonicalJson.ts';
import type { ModelCard } from '../../../../model/card/card.ts';
import type { ThresholdRule, UndecidedZone } from '../../../../model/card/decisionRecord.ts';
import type { ThresholdChoice } from '../../../../worker/jobs/models/modelProtocol.ts';

/** How the zone around the threshold is set; 'kept': as the model carries it. */
export type ZoneSetting =
  | { readonly kind: 'none' }
  | { readonly kind: 'width'; readonly width: number }
  | { readonly kind: 'rule'; readonly least: number }
  | { readonly kind: 'kept'; readonly zone: UndecidedZone };

export type ThresholdSetting = {
  readonly rule: ThresholdRule;
  readonly threshold: number;
  readonly zone: ZoneSetting;
};

/** What the model carries. A card of before there were rules has Youden's threshold, or one that was set by hand. */
export function keptSetting(
  { threshold, thresholdRule, thresholdFrom, undecided }: ModelCard,
  validation: Predictions,
): ThresholdSetting {
  const rule: ThresholdRule = thresholdRule ?? { kind: thresholdFrom === 'hand' ? 'hand' : 'youden' };
  return {
    rule,
    threshold: threshold ?? chooseThreshold(validation, rule),
    zone: undecided ? { kind: 'kept', zone: undecided } : { kind: 'none' },
  };
}

/** Null where no scan is left undecided: none is asked for, none is needed, or the rule cannot be met. */
export function zoneOf({ threshold, zone }: ThresholdSetting, validation: Predictions): UndecidedZone | null {
  const found = zoneBySetting(threshold, zone, validation);
  return found && found.low < found.high ? found : null;
}

function zoneBySetting(threshold: number, zone: ZoneSetting, validation: Predictions): UndecidedZone | null {
  if (zone.kind === 'none') return null;
  if (zone.kind === 'kept') return zone.zone;
  if (zone.kind === 'width') return Number.isNaN(zone.width) ? null : zoneOfWidth(threshold, zone.width);
  return Number.isNaN(zone.least) ? null : zoneByRule(validation, threshold, zone.least);
}

export function isKept(card: ModelCard, { threshold, rule, undecided }: ThresholdChoice): boolean {
  const { low = null, high = null } = card.undecided ?? {};
  const sameZone = low === (undecided?.low ?? null) && high === (undecided?.high ?? null);
  const sameRule = !card.thresholdRule || isSameData(card.thresholdRule, rule);
  return threshold === card.threshold && sameZone && sameRule;
}
