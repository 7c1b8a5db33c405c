import { expect, test } from 'vitest';
import { LISTED_METRICS, METRICS, type Metric, metricsOf } from './metrics.ts';
import { binaryResults, multiClassResults } from './testResults.ts';

const sure = (labels: readonly number[], classCount: number) => ({
  sha256: labels.map(String),
  labels,
  probabilities: labels.map((label) => Array.from({ length: classCount }, (_, index) => (index === label ? 1 : 0))),
});

test('every metric is in a report, with its value and the number of its scans', () => {
  const binary = binaryResults(sure([0, 1, 1], 2), 0.5);
  const more = multiClassResults(sure([0, 1, 2], 3), 3);
  const found = [binary, more, ...more.perClass].flatMap(({ metrics, denominators }) => {
    expect(Object.keys(metrics)).toEqual(Object.keys(denominators));
    return Object.entries(metrics).map(([key, estimate]) => {
      expect(estimate?.value).toBe(1); // every verdict is right
      return key;
    });
  });
  expect(new Set([...found, ...metricsOf('detail')])).toEqual(new Set(Object.keys(METRICS)));
});

test('the short list has no two metrics in one place', () => {
  expect(LISTED_METRICS).toEqual(['auc', 'macroAuc', 'accuracy', 'sensitivity', 'specificity', 'macroF1']);
  const places = Object.values(METRICS).flatMap(({ listed }) => (listed > 0 ? [listed] : []));
  expect(new Set<number>(places).size).toBe(places.length);
});

test('a metric that misses a part does not compile', () => {
  const { label, help, unit, reports, listed, shareOf, estimate } = METRICS.accuracy;
  const planted: Metric[] = [
    // @ts-expect-error no help
    { label, unit, reports, listed, shareOf, estimate },
    // @ts-expect-error no word on what it is a share of
    { label, help, unit, reports, listed, estimate },
    // @ts-expect-error no such report
    { label, help, unit, reports: { everywhere: true }, listed, shareOf, estimate },
  ];
  expect(planted).toHaveLength(3);
  // @ts-expect-error a metric of two classes is none of the overall ones
  metricsOf('overall').includes('sensitivity');
});
