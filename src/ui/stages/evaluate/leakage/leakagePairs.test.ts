import { describe, expect, it } from 'vitest';
import type { ModelCard } from '../../../../model/card/card.ts';
import { exampleCard } from '../../../../model/card/exampleCard.fixture.ts';
import type { ModelSummary } from '../../../../worker/jobs/models/modelProtocol.ts';
import { newestPair, runName, type SplitKind, savedRuns } from './leakagePairs.ts';

const VERSION = exampleCard.data.fingerprint;

function model(id: string, kind: SplitKind, changes: Partial<ModelCard> = {}, imported = false): ModelSummary {
  const card = { ...exampleCard, ...changes, split: { ...(changes.split ?? exampleCard.split), kind } };
  const kept = { bytes: 1, fingerprint: null, imported, notes: '', trainingSeconds: null };
  return { id, name: id, createdAt: card.createdAt, card, ...kept };
}

const { network, preprocessing, augmentation, hyperparameters, split } = exampleCard;
const request = { network, preprocessing, augmentation, hyperparameters, split };

describe('a pair for the leak', () => {
  it('is found among the models by what they were made from', () => {
    const models = [model('g', 'grouped'), model('r', 'random')];
    const pair = newestPair(models, VERSION);
    expect([pair?.random.id, pair?.grouped.id]).toEqual(['r', 'g']);
    expect(savedRuns(models, request, VERSION).random?.id).toBe('r');
  });

  it('does not mind in which order fields were written', () => {
    const { size, depth, fit, version } = preprocessing;
    const shuffled = model('r', 'random', { preprocessing: { fit, depth, version, size } });
    expect(savedRuns([shuffled], request, VERSION).random?.id).toBe('r');
  });

  it.each<[string, Partial<ModelCard>]>([
    ['another seed', { hyperparameters: { ...hyperparameters, seed: 8 } }],
    ['another split', { split: { ...exampleCard.split, seed: 8 } }],
    ['another input', { preprocessing: { ...preprocessing, size: 64 } }],
    ['another network', { network: { preset: 'custom', layers: [{ kind: 'flatten' }] } }],
    ['other data', { data: { ...exampleCard.data, fingerprint: 'cd'.repeat(32) } }],
    ['a run that was stopped', { epochsTrained: 12, bestEpoch: 12 }],
  ])('is not made with %s', (_, changes) => {
    const models = [model('g', 'grouped'), model('r', 'random', changes)];
    expect(newestPair(models, VERSION)).toBeNull();
    expect(savedRuns(models, request, VERSION).random).toBeNull();
  });

  it('is not made with a model from a file, whose scans are not here', () => {
    expect(newestPair([model('g', 'grouped'), model('r', 'random', {}, true)], VERSION)).toBeNull();
  });

  it('may be of runs that stopped early of their own accord', () => {
    const patient = { hyperparameters: { ...hyperparameters, patience: 3 }, epochsTrained: 11, bestEpoch: 8 };
    const models = [model('g', 'grouped', patient), model('r', 'random', patient)];
    expect(newestPair(models, VERSION)).not.toBeNull();
  });

  it('is the newest of several', () => {
    const other = { hyperparameters: { ...hyperparameters, seed: 8 } };
    const models = [
      model('single', 'random', { hyperparameters: { ...hyperparameters, seed: 9 } }),
      ...[model('g2', 'grouped', other), model('r2', 'random', other)],
      ...[model('g1', 'grouped'), model('r1', 'random')],
    ];
    expect(newestPair(models, VERSION)?.grouped.id).toBe('g2');
  });

  it('names its halves', () => {
    const course = { ...request, network: { ...network, preset: 'course' as const } };
    expect(runName('random', course)).toBe('Leak, random split: Course CNN 32 px');
  });
});
