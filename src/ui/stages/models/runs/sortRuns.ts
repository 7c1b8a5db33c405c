import { METRICS, type MetricKey } from '../../../../evaluation/metrics/metrics.ts';
import type { ModelSummary } from '../../../../worker/jobs/models/modelProtocol.ts';
import { networkWords } from '../modelWords.ts';

type RunKey = 'name' | 'data' | 'network' | 'tested' | 'date' | 'time' | MetricKey;
export type RunSorting = { readonly key: RunKey; readonly descending: boolean };

/** Numbers and dates are sorted downwards first. */
export function nextRunSorting(current: RunSorting, key: RunKey): RunSorting {
  if (current.key === key) return { key, descending: !current.descending };
  return { key, descending: !['name', 'data', 'network'].includes(key) };
}

/** In that order; models without the figure come last either way. */
export function sortRuns(models: readonly ModelSummary[], { key, descending }: RunSorting): ModelSummary[] {
  const sign = descending ? -1 : 1;
  return models.toSorted((a, b) => {
    const [first, second] = [shownValue(a, key), shownValue(b, key)];
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    if (typeof first === 'number' && typeof second === 'number') return sign * (first - second);
    return sign * String(first).localeCompare(String(second), 'en', { numeric: true });
  });
}

function shownValue({ card, name, createdAt, trainingSeconds }: ModelSummary, key: RunKey): string | number | null {
  switch (key) {
    case 'name':
      return name;
    case 'data':
      return `${card.data.name} ${card.data.version ?? ''}`;
    case 'network':
      return networkWords(card);
    case 'tested':
      return card.figures.n;
    case 'date':
      return createdAt;
    case 'time':
      return trainingSeconds;
    default:
      return key in METRICS ? (card.figures.values[key]?.value ?? null) : null;
  }
}
