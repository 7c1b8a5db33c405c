import { describe, expect, it } from 'vitest';
import { coursePreset, recommendedPreset } from '../../../../model/presets.ts';
import { draftOf } from '../../train/settings/draft/trainingDraft.ts';
import { leakageChoices } from './leakageChoices.ts';
import { rateFor, secondsAtMost } from './leakageTime.ts';

const plain = { harmonised: false };

describe('the networks that the leak can be shown with', () => {
  it("are the course's first, then that of the form, with the form's split", () => {
    const form = draftOf(recommendedPreset);
    const mine = { ...form, request: { ...form.request, split: { ...form.request.split, seed: 9 } } };
    const choices = leakageChoices(mine, plain);
    expect(choices.map(({ label }) => label)).toEqual([
      'Course CNN, 64 px, 15 epochs',
      'Compact CNN, 64 px, 60 epochs, as in Train',
    ]);
    expect(choices.map(({ request }) => request.split.seed)).toEqual([9, 9]);
  });

  it('are one where the form holds just that', () => {
    expect(leakageChoices(draftOf(coursePreset), plain).map(({ id }) => id)).toEqual(['course']);
  });

  it('see the scans of a harmonised data set harmonised', () => {
    const fits = leakageChoices(draftOf(recommendedPreset), { harmonised: true }).map(
      ({ request }) => request.preprocessing.fit,
    );
    expect(fits).toEqual(['harmonise', 'harmonise']);
  });
});

describe('the time that the trainings take', () => {
  it('counts every epoch, and a validation scan as a third', () => {
    // 2 trainings x 10 epochs x (600 + 300 / 3) scans at 100 scans/s
    expect(secondsAtMost({ epochs: 10 }, { training: 600, validation: 300 }, 100, 2)).toBeCloseTo(140, 9);
  });

  it('goes by the backend that will be taken, and is not known of one that was given up', () => {
    const figures = {
      trials: [
        { backend: 'wasm', device: '', result: { outcome: 'measured', scansPerSecond: 500 } },
        { backend: 'webgl', device: '', result: { outcome: 'given-up', atMost: 9, afterMs: 4000 } },
      ],
      choice: { backend: 'wasm', reason: '' },
      measuredAt: '2026-11-23T08:00:00.000Z',
    } as const;
    expect(rateFor({ backend: 'auto' }, figures)).toBe(500);
    expect(rateFor({ backend: 'webgl' }, figures)).toBeNull();
  });
});
