import type { DataSetView } from '../../../dataset/edits/dataSetView.ts';
import { versionOf } from '../../../dataset/edits/version.ts';
import { testingWords } from '../../../dataset/split/splitWords.ts';
import { METRICS, type MetricKey } from '../../../evaluation/metrics/metrics.ts';
import { isOfUnknownData, type ModelCard } from '../../../model/card/card.ts';
import { networkName } from '../../../model/networkNames.ts';
import type { ModelSummary } from '../../../worker/jobs/models/modelProtocol.ts';
import { formatCount, formatCounted } from '../../components/text/format.ts';

/** 'AUC', 'sensitivity': a label within a sentence. */
export function metricName(key: MetricKey): string {
  const { label } = METRICS[key];
  return /^[A-Z][A-Z0-9]/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1);
}

/** Who says what the figures of a model are; null where they were measured here. */
export function statedBy({ imported, card }: Pick<ModelSummary, 'imported' | 'card'>): string | null {
  if (!imported) return null;
  return card.golden.columns
    ? 'as stated by the file'
    : 'as stated by the file, which is too old to tell whether its classes or preprocessing were changed';
}

/** 'Brain Tumor Data Set: 3,717 scans of Healthy and Brain Tumor'. */
export function dataWords({ data, classes }: ModelCard): string {
  const scans = data.scansPerClass.reduce((sum, count) => sum + count, 0);
  return `${data.name}, ${formatCounted(scans, 'scan')}: ${classes.map((name, index) => `${name} ${formatCount(data.scansPerClass[index] ?? 0)}`).join(', ')}`;
}

type Versions = Pick<DataSetView, 'history' | 'version'>;

/** Which state of the data set a model saw, and whether that is the current one; null where its card does not say. */
export function versionWords({ data }: ModelCard, dataSet: Versions | null): string | null {
  const seen = dataSet && versionOf(dataSet.history, data.fingerprint);
  if (!seen) {
    if (dataSet) return 'not the data set in this browser';
    return data.version === undefined ? null : `data version ${data.version}`;
  }
  const now = dataSet.version.number;
  const without = seen.excluded === 0 ? '' : ` (${formatCounted(seen.excluded, 'scan')} excluded)`;
  const words = `data version ${seen.number}${without}`;
  return seen.number === now ? `${words}, the current one` : `${words}; the current version is ${now}`;
}

/** How training and test were split, and what that means for the metrics. */
export function splitWords({ split }: ModelCard): string {
  const [training, validation, test] = [split.scans.training, split.scans.validation, split.scans.test].map(
    formatCount,
  );
  if (split.testing)
    return `${test} test in all; each network ${training} training, ${validation} validation on average; ${split.kind}, ${testingWords(split.testing)}, seed ${split.seed}`;
  const parts = `${training} training, ${validation} validation, ${test} test`;
  if (split.kind === 'grouped') return `${parts}; grouped, seed ${split.seed}`;
  const overlap = overlapWords(split.testScansWithTwin);
  return split.kind === 'own'
    ? `${parts}; the set’s own split, ${overlap}`
    : `${parts}; random, ${overlap}, seed ${split.seed}`;
}

function overlapWords(overlap: number): string {
  return overlap === 0
    ? 'no duplicates across subsets'
    : `inflated by duplicates: ${formatCounted(overlap, 'test scan')} with a duplicate in training`;
}

/** '488 test scans, one split': what the figures of a model are worth. */
export function testedWords({ figures, split }: ModelCard): string {
  if (figures.n === 0) return 'no results';
  return `${formatCounted(figures.n, `${figures.of ?? 'test'} scan`)}, ${split.testing ? testingWords(split.testing) : 'one split'}`;
}

const FITS = { stretch: '', pad: ', padded', harmonise: ', harmonised' } as const;

export function networkWords(card: ModelCard): string {
  const { size, depth, fit } = card.preprocessing;
  const name = networkName(card.network.preset);
  const input = `${name}, input ${size} × ${size} × ${depth}${FITS[fit]}`;
  if (isOfUnknownData(card)) return input;
  return `${input}; epoch ${formatCount(card.bestEpoch)} of ${formatCount(card.epochsTrained)}`;
}

/** 'Compact CNN 64 px (3f9a1c0be7d2), first 3 layers frozen'; null where it began with random weights. */
export function parentWords({ parent }: ModelCard): string | null {
  if (!parent) return null;
  const name = parent.fingerprint === null ? parent.name : `${parent.name} (${parent.fingerprint})`;
  return parent.frozen === 0 ? name : `${name}, first ${formatCounted(parent.frozen, 'layer')} frozen`;
}

const ASSUMED = {
  classes: 'what the classes are called',
  preprocessing: 'how scans become its input',
  threshold: 'the threshold',
} as const;

/** Which program saved the weights, and what Axial assumed; null where Axial trained it. */
export function originWords({ origin }: ModelCard): string | null {
  if (!origin) return null;
  if (origin.assumed.length === 0) return origin.program;
  const assumed = new Intl.ListFormat('en').format(origin.assumed.map((each) => ASSUMED[each]));
  return `${origin.program}; assumed: ${assumed}`;
}
