import type { Figure } from '../../model/card.ts';
import { formatPercent } from '../components/format.ts';

/** The 95 % interval of a share: '89.6 to 94.1 %'. */
export function intervalText({ low, high }: Figure): string {
  return `${(low * 100).toFixed(1)} to ${formatPercent(high)}`;
}

/** The 95 % interval of a figure that is usually written as a fraction: '0.957 to 0.978'. */
export function fractionIntervalText({ low, high }: Figure): string {
  return `${low.toFixed(3)} to ${high.toFixed(3)}`;
}
