import { act, type ComponentType } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DataSetView } from '../../../../dataset/edits/dataSetView.ts';
import { exampleDataSet, shaOf } from '../../../../dataset/exampleScans.fixture.ts';
import type { TracedStep } from '../../../../explain/trainingSteps.ts';
import { exampleCard } from '../../../../model/card/exampleCard.fixture.ts';
import type { ScanActivations } from '../../../../worker/jobs/explain/explainProtocol.ts';
import type { ModelDetail } from '../../../../worker/jobs/models/modelProtocol.ts';
import type { Jobs } from '../../../../worker/protocol.ts';
import { unedited } from '../../../workspace/unedited.fixture.ts';
import type { StepProps } from '../step.ts';

const CLASSES = exampleCard.classes;
const dataSet: DataSetView = {
  ...exampleDataSet(Array.from({ length: 24 }, (_, index) => CLASSES[index % 2] ?? '')),
  ...unedited,
  ...{ classes: CLASSES, groupCount: null, source: { ...unedited.source, classes: [...CLASSES] } },
} as unknown as DataSetView;

/** The network calls every second positive scan wrong. */
const predictions = {
  sha256: Array.from({ length: 12 }, (_, index) => shaOf(index)),
  labels: Array.from({ length: 12 }, (_, index) => index % 2),
  probabilities: Array.from({ length: 12 }, (_, index) => (index % 4 === 1 ? [0.2, 0.8] : [0.9, 0.1])),
};
/** As many scans for validation as for nothing else. */
const SPLIT = { ...exampleCard.split, scans: { ...exampleCard.split.scans, test: 41 } };
const detail: ModelDetail = {
  ...{ id: 'm', name: 'Compact CNN', createdAt: '2026-01-01T00:00:00Z', bytes: 1, fingerprint: null, imported: false },
  ...{ notes: '', trainingSeconds: null, card: { ...exampleCard, threshold: 0.5, split: SPLIT }, history: null },
  ...{
    predictions: { validation: predictions, test: predictions },
    externalTests: [],
    robustness: null,
    statements: {},
  },
};

const passAt = (step: number) => {
  const losses = Array.from({ length: 8 }, (_, scan) => (scan + 1) / (step + 1));
  return {
    losses,
    meanLoss: 4.5 / (step + 1),
    probabilities: losses.map((loss) => [Math.exp(-loss), 1 - Math.exp(-loss)]),
  };
};
const stepAt = (step: number, of: number): TracedStep => ({
  step,
  pass: passAt(step),
  update:
    step === of
      ? null
      : {
          ...{ name: 'conv_1/kernel', index: 8, value: 0.25 - step / 100, gradient: 0.5, newValue: 0.24 - step / 100 },
          ...{ firstMoment: 0.05, secondMoment: 0.00025, rate: 0.00316 },
        },
});
const trainingSteps = vi.fn<Jobs['trainingSteps']>(async ({ steps }, { onStep }) => {
  for (let step = 0; step <= steps; step += 1) onStep(stepAt(step, steps));
  return [{ name: 'conv_1/kernel', shape: [3, 3, 1, 2] }];
});
const NOTHING_FOUND: ScanActivations = {
  ...{ operations: [], values: {}, weights: {}, overviews: {}, maps: {}, channel: null, small: {}, logits: null },
  ...{ probabilities: null, frame: { left: 0, top: 0, width: 1, height: 1 }, classified: null },
};
let trained = 0;
const train = vi.fn<Jobs['train']>(async () => {
  trained += 1;
  return { ended: 'completed', reason: '', modelId: `tried ${trained}`, notKept: null };
});
const epoch = { epoch: 1, trainingLoss: 0.4, trainingAccuracy: 0.8, validationLoss: 0.5, validationAccuracy: 30 / 39 };
const history = { epochs: [{ ...epoch, learningRate: 0.001, seconds: 1 }], batchLosses: [] };
const activations = vi.fn<Jobs['activations']>(() => new Promise(() => {}));
const viewedPicture = vi.fn<Jobs['viewedPicture']>(() => new Promise(() => {}));
const jobs: Partial<Jobs> = {
  activations,
  viewedPicture,
  train,
  models: async () => [detail],
  renameModel: async () => {},
  trainingSteps,
  model: async () => ({ ...detail, history }),
  thumbnails: async (sha256s) => sha256s.map(() => null),
};
vi.mock('../../../../worker/client.ts', () => ({ jobs }));
const { workspace } = await import('../../../workspace/workspace.ts');
const { LearningView } = await import('./learning/LearningView.tsx');
const { TryIt } = await import('./ownNetwork/TryIt.tsx');
const { coursePreset } = await import('../../../../model/presets.ts');
const { draftOf } = await import('../../train/settings/draft/trainingDraft.ts');
const { QuizView } = await import('./quiz/QuizView.tsx');
const { quiz } = await import('./quiz/quiz.tsx');
const { SubjectBar } = await import('../subject/SubjectBar.tsx');
const { StepPage } = await import('../StepPage.tsx');

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
let host: HTMLElement;
let root: Root;
let turn = 0;

const { network, preprocessing } = exampleCard;
const subject: StepProps['subject'] = {
  scan: { key: shaOf(0), name: '0.jpg', className: 'Healthy' } as StepProps['subject']['scan'],
  network: {
    ...{ key: 'm', name: 'Compact CNN', of: { modelId: 'm' }, network, preprocessing },
    ...{ classes: CLASSES, threshold: 0.5, model: detail },
  },
};
const show = (View: ComponentType<StepProps>) => act(async () => root.render(<View subject={subject} />));
const button = (name: string) =>
  [...host.querySelectorAll('button')].find(({ textContent }) => textContent.includes(name)) ?? expect.fail(name);
const press = (name: string) => act(async () => button(name).click());

beforeEach(() => {
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  turn += 1;
  const version = { ...dataSet.version, hash: `version ${turn}` };
  workspace.setState({ dataSet: { ...dataSet, version }, models: [detail] });
  trainingSteps.mockClear();
  activations.mockClear();
});
afterEach(async () => {
  await act(async () => root.unmount());
  host.remove();
});

test('what was called stays when the step is left and shown again', async () => {
  await show(QuizView);
  await press('Healthy');
  await press('Healthy');
  await act(async () => root.render(null));
  await show(QuizView);
  expect(host.textContent).toContain('Scan 3 of 10');
});

test('no scan is named and no label shown beside the ten scans until all of them are called', async () => {
  const { key, name, className } = subject.scan;
  const scans = dataSet.scans.map((each, index) => (index === 0 ? { ...each, sha256: key, name } : each));
  workspace.setState((before) => ({ dataSet: before.dataSet && { ...before.dataSet, scans } }));
  const bar = () => host.querySelector('[aria-label="Scan and network"]')?.textContent;
  await act(async () =>
    root.render(
      <>
        <SubjectBar step={quiz} {...subject} />
        <QuizView subject={subject} />
      </>,
    ),
  );
  for (let scan = 1; scan <= 10; scan += 1) {
    expect(bar()).not.toMatch(new RegExp(`${name}|${CLASSES.join('|')}|Choose`));
    await press('Healthy');
  }
  expect(bar()).toContain(`${name}${className}`);
  await press('Ten others');
  expect(bar()).not.toContain(name);
});

test('the network’s picture shows the scan that is asked about, and the chosen one after the last call', async () => {
  // A network whose input is as many pixels high as the scan's hash says.
  const heightOf = (sha256: unknown) => 100 + Number.parseInt(String(sha256).slice(-4), 16);
  const input = { layer: 'input', kind: 'input', window: null } as const;
  activations.mockImplementation(async ({ scan }) => ({
    ...NOTHING_FOUND,
    operations: [{ ...input, shape: [heightOf(scan), 1, 1] }],
  }));
  viewedPicture.mockRejectedValue(new Error('No picture here.'));
  const scan = { ...subject.scan, key: 'chosen 00ff' };
  await act(async () => root.render(<StepPage index={0} step={quiz} subject={{ ...subject, scan }} />));
  const picture = () => host.querySelector('[aria-label="The network"]')?.textContent;
  const soon = (check: () => void) =>
    vi.waitFor(async () => {
      await act(async () => {});
      check();
    });
  const pictured = (sha256: unknown) => soon(() => expect(picture()).toContain(`${heightOf(sha256)} × 1 × 1`));
  await soon(() => expect(host.textContent).toContain('Scan 1 of 10'));
  for (let call = 1; call <= 10; call += 1) {
    await pictured(viewedPicture.mock.lastCall?.[0]);
    await press('Healthy');
  }
  await pictured(scan.key);
});

test('ten scans are called without their labels, and then stand beside the network’s calls with both scores', async () => {
  await show(QuizView);
  for (let scan = 1; scan <= 10; scan += 1) {
    expect(host.textContent).toContain(`Scan ${scan} of 10: what is it?`);
    expect(host.textContent).toContain('At random from the test set');
    await press('Healthy');
  }
  const rows = [...host.querySelectorAll('tbody tr')].map((row) =>
    [...row.querySelectorAll('td')].map((cell) => cell.textContent),
  );
  expect(rows).toHaveLength(10);
  const healthy = rows.filter(([label]) => label === 'Healthy').length;
  const networkRight = rows.filter(([, , network = '']) => network.endsWith('right')).length;
  const [you, its] = [...host.querySelectorAll('dl > div')].map((tile) => tile.textContent);
  expect(you).toContain(`You${healthy} of 10`);
  expect(its).toContain(`The network${networkRight} of 10`);
  // Of five positive scans two or three are called wrong, of the others none.
  expect([7, 8]).toContain(networkRight);
  for (const [label, called, network] of rows)
    expect([called?.startsWith('✓'), network?.startsWith('✓')]).toEqual([
      label === 'Healthy',
      network?.includes(label ?? '-'),
    ]);
  await press('Ten others');
  expect(host.textContent).toContain('Scan 1 of 10');
});

test('a step of training tells the numbers of one weight, and ten steps can be gone through one by one', async () => {
  await show(LearningView);
  expect(trainingSteps.mock.calls.at(-1)?.[0]).toMatchObject({
    ...{ steps: 1, learningRate: 0.001, weight: null },
    of: { network, classCount: 2, seed: exampleCard.hyperparameters.seed },
  });
  expect(trainingSteps.mock.calls.at(-1)?.[0].sha256s).toHaveLength(8);
  expect(host.textContent).toContain('4.500 → 2.250');
  expect(host.textContent).toContain('Filter 1, row 2, column 2, channel 1');
  await press('10 steps');
  expect(trainingSteps.mock.calls.at(-1)?.[0].steps).toBe(10);
  const rowOf = (name: string) =>
    [...host.querySelectorAll('tr')].find(({ textContent }) => textContent.startsWith(name))?.textContent;
  expect(rowOf('Weight after')).toContain('0.15'); // the tenth step: 0.24 - 9 / 100
  expect(rowOf('Mean of gradients')).toContain('0.9 × 0.05'); // what the step before left
  const slider = [...host.querySelectorAll<HTMLInputElement>('input[type=range]')].at(-1) ?? expect.fail('no slider');
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(slider, '1');
    slider.dispatchEvent(new Event('input', { bubbles: true }));
  });
  expect(rowOf('Weight after')).toContain('0.24');
  expect(rowOf('Mean of gradients')).toContain('0.9 × 0 ');
});

test('many steps say how far they are, and can be stopped: what is done stays, and can be done again', async () => {
  await show(LearningView);
  const signals: AbortSignal[] = [];
  let clock = performance.now();
  trainingSteps.mockImplementationOnce(async (_, { onStep, signal }) => {
    if (signal) signals.push(signal);
    for (let step = 0; step <= 4; step += 1) onStep(stepAt(step, 100));
    return new Promise(() => {});
  });
  // Drawings are 200 ms apart: the clock is wound on.
  const now = vi.spyOn(performance, 'now').mockImplementation(() => (clock += 300));
  await press('100 steps');
  now.mockRestore();
  expect(host.textContent).toContain('Step 4 of 100');
  await press('Stop');
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  expect(host.textContent).toContain('Stopped after 4 of 100 steps. The mean loss fell from 4.500 to 0.900.');
  const before = trainingSteps.mock.calls.length;
  await press('100 steps');
  expect(trainingSteps.mock.calls).toHaveLength(before + 1);
  expect(host.textContent).not.toContain('Stopped');
});

test('an expectation is asked for before a changed network is tried, and the starting network is the first row', async () => {
  const course = coursePreset;
  const draft = draftOf(course);
  const layers = [{ kind: 'flatten' }] as const;
  const changed = { ...draft, request: { ...draft.request, network: { preset: 'custom', layers } } } as const;
  const start = { network: course.network, label: 'Course CNN', parameters: 9 };
  const tryIt = (of: typeof draft) =>
    act(async () =>
      root.render(
        <TryIt draft={of} {...{ dataSet, start }} label="No layers" parameters={7} problem={null} onStart={() => {}} />,
      ),
    );
  await tryIt(draft);
  expect(button('Try it for 30 epochs').disabled).toBe(false);
  await tryIt(changed);
  expect(host.querySelectorAll('input:checked')).toHaveLength(0);
  expect(button('Try both for 30 epochs').disabled).toBe(true);
  await act(async () => host.querySelectorAll('input')[2]?.click()); // higher
  await press('Try both for 30 epochs');
  await vi.waitFor(() => expect(host.querySelectorAll('tbody tr')).toHaveLength(2));
  expect(train.mock.calls.map(([{ network: each }]) => each.layers)).toEqual([course.network.layers, layers]);
  const rows = [...host.querySelectorAll('tbody tr')].map(({ textContent }) => textContent);
  // 39 validation scans, of which a share of 30 / 39 is right
  expect(rows[0]).toMatch(/^1 Course CNN9.*30 of 39 \(76\.9 %\)0\.500$/);
  expect(rows[1]).toMatch(/^2 No layers7.*0\.500higher, but it is the same$/);
  expect(button('Try it for 30 epochs').disabled).toBe(true);
});

test('what stops the training is said in its place', async () => {
  trainingSteps.mockRejectedValueOnce(new Error('The backend was restarted.'));
  await show(LearningView);
  expect(host.textContent).toContain('The backend was restarted.');
});
