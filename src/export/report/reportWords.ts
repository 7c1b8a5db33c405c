import { METRICS } from '../../evaluation/metrics/metrics.ts';
import { type Estimate, percentText } from '../../statistics/intervals/estimate.ts';
import type { ReportedFigure } from './reportRecord.ts';

/** '93.2 % (90.1 % to 95.4 %)', '0.984 (0.971 to 0.993)' */
export function estimateWords(estimate: Estimate | null, unit: 'percent' | 'fraction'): string {
  if (!estimate) return 'undefined';
  const words = (value: number) => (unit === 'percent' ? percentText(value) : value.toFixed(3));
  return `${words(estimate.value)} (${words(estimate.low)} to ${words(estimate.high)})`;
}

export function figureRows(figures: readonly ReportedFigure[]): string[][] {
  return figures.map(({ metric, className, estimate }) => {
    const { label, unit, help }: { label: string; unit: 'percent' | 'fraction'; help: string } = METRICS[metric];
    return [className === null ? label : `${className}: ${label}`, estimateWords(estimate, unit), help];
  });
}
