import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cdp, page } from 'vitest/browser';
import type { LayerOverview } from '../../../explain/operation.ts';
import { exampleCard } from '../../../model/card/exampleCard.fixture.ts';
import type { LearnStep, StepProps } from './step.ts';
import '../../styles/tokens.css';
import '../../styles/base.css';
import '../../styles/layout.css';

vi.mock('../../../worker/client.ts', () => ({ jobs: { activations: () => new Promise(() => {}) } }));
const { Button } = await import('../../components/Button.tsx');
const { Segmented } = await import('../../components/form/Segmented.tsx');
const { Select } = await import('../../components/form/Select.tsx');
const { Toggle } = await import('../../components/form/Toggle.tsx');
const { Table } = await import('../../components/table/Table.tsx');
const { ChannelStrip } = await import('./maps/ChannelStrip.tsx');
const { StepPage } = await import('./StepPage.tsx');
const { SubjectBar } = await import('./subject/SubjectBar.tsx');
const { default: stage } = await import('./LearnStage.module.css');
const { CodeView } = await import('./steps/code/CodeView.tsx');
const { NumberGrid } = await import('./window/NumberGrid.tsx');

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
let host: HTMLElement;
let root: Root;
beforeEach(async () => {
  await page.viewport(1440, 600);
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
});
afterEach(async () => {
  await layOut('screen');
  await act(async () => root.unmount());
  host.remove();
});

const layOut = (media: 'print' | 'screen') =>
  act(async () => {
    await cdp().send('Emulation.setEmulatedMedia', { media });
  });

const { network, preprocessing, classes } = exampleCard;
const subject = {
  scan: { key: '0a', name: '0.jpg', className: 'Healthy' },
  network: {
    ...{ key: 'm', name: 'Compact CNN', of: { modelId: 'm' }, network, preprocessing, classes, threshold: 0.5 },
    model: { card: exampleCard },
  },
} as unknown as StepProps['subject'];

/** Two hundred maps of one pixel: more than the strip has room for on the screen. */
const MANY: LayerOverview = {
  ...{ strongest: 1, dead: [], small: { shape: [1, 1, 200], values: new Float32Array(200).fill(1) } },
};

function Everything() {
  return (
    <>
      <Segmented
        label="Stride"
        value="2"
        options={[1, 2, 3].map((stride) => ({ value: String(stride), label: `Stride ${stride}` }))}
        onChange={() => {}}
      />
      <Select label="Filter" value="blur" options={[{ value: 'blur', label: 'Blur' }]} onChange={() => {}} />
      <Toggle label="Neuron 3" checked onChange={() => {}} />
      <input type="range" aria-label="Shift" />
      <Button>Play</Button>
      <Table caption="Sums">
        <tbody>
          <tr>
            <td>
              <button type="button">Map 1</button>
            </td>
          </tr>
        </tbody>
      </Table>
      <ul>
        <li>
          <button type="button">A bar</button>
        </li>
      </ul>
      <figure>
        <figcaption>The scan</figcaption>
      </figure>
      <details>
        <summary>As numbers</summary>
        <p>Folded</p>
      </details>
      <NumberGrid caption="Weights" values={[0.25]} columns={1} palette="signed" limit={1} onEdit={() => {}} />
      <ChannelStrip label="Feature map" of={MANY} palette="signed" chosen={0} onChoose={() => {}} />
    </>
  );
}

const stepOf = (view: () => ReactNode): LearnStep => ({
  ...{ slug: 'all', title: 'All there is', words: <p>Its words</p>, question: 'Why?', answer: <p>Because.</p> },
  view: async () => ({ default: view }),
});

async function show(view: () => ReactNode, slug: string): Promise<void> {
  const step = { ...stepOf(view), slug };
  await act(async () =>
    root.render(
      <>
        <section aria-label="Sample run">Training</section>
        <main className={stage.stage}>
          <SubjectBar step={step} {...subject} />
          <StepPage index={1} step={step} subject={subject} />
        </main>
      </>,
    ),
  );
  await vi.waitFor(() => expect(host.textContent).not.toContain('Loading'));
}

const isSeen = (element: Element) => element.checkVisibility({ contentVisibilityAuto: true });
/** The element whose own text, name or tag this is. */
function find(what: string): Element {
  const named = host.querySelector(`[aria-label="${what}"]`);
  const texts = [...host.querySelectorAll('*')].filter(({ textContent }) => textContent.trim() === what);
  return named ?? texts.at(-1) ?? expect.fail(`no ${what}`);
}
const seenOf = (names: readonly string[]) => names.filter((name) => isSeen(find(name)));

const KEPT = ['All there is', 'Its words', 'Why?', 'Because.', 'Stride 2', 'Filter', 'Map 1', 'A bar', 'The scan'];
const ON_PAPER_TOO = ['Neuron 3', 'As numbers'];
const GONE = ['Stride 1', 'Stride 3', 'Shift', 'Play', 'Hide the answer', 'Previous and next step', 'Sample run'];
const GONE_TOO = ['Scan and network', 'The network'];
const ONLY_ON_PAPER = ['0.250', 'Folded'];

test('a hand-out has the words, the answer that is open, what is chosen and every number; what can only be pressed is gone', async () => {
  await show(Everything, 'all');
  const press = host.querySelector<HTMLElement>('[aria-label="Question"] button');
  await act(async () => press?.click());
  const everything = [...KEPT, ...ON_PAPER_TOO, ...GONE, ...GONE_TOO, ...ONLY_ON_PAPER];
  expect(seenOf(everything)).toEqual(everything.filter((name) => !ONLY_ON_PAPER.includes(name)));
  await layOut('print');
  expect(seenOf(everything)).toEqual([...KEPT, ...ON_PAPER_TOO, ...ONLY_ON_PAPER]);
});

test('on paper colours are kept, nothing is cut off, and no figure or row is divided between two pages', async () => {
  await show(Everything, 'all');
  const styleOf = (selector: string) => getComputedStyle(host.querySelector(selector) ?? expect.fail(selector));
  const cutOff = () => [...host.querySelectorAll('*')].filter((each) => each.scrollHeight > each.clientHeight + 1);
  const strip = () => host.querySelector('[class*=channels]') ?? expect.fail('no strip');
  expect(cutOff()).toContain(strip());
  await layOut('print');
  expect(cutOff()).not.toContain(strip());
  expect(styleOf('article td').printColorAdjust).toBe('exact');
  expect(styleOf('article figure').breakInside).toBe('avoid');
  expect(styleOf('article tr').breakInside).toBe('avoid');
  expect(styleOf('article h1').breakAfter).toBe('avoid');
  expect(styleOf('article').display).toBe('block'); // a grid is not divided between pages
  expect(styleOf('article > header').marginBottom).not.toBe('0px');
  expect(styleOf('article [class*=view]').minHeight).toBe('0px');
  expect(styleOf('article select').borderTopWidth).toBe('0px');
  expect(styleOf('article select').appearance).toBe('none');
  expect(styleOf('article section[aria-label="Sums"]').backgroundImage).toBe('none');
  expect(getComputedStyle(document.documentElement).colorScheme).toBe('light');
});

test('on paper the whole code is there, not the part in sight', async () => {
  await show(() => <CodeView subject={subject} />, 'code');
  const lists = [...host.querySelectorAll('ol')];
  const heights = () => lists.map((list) => list.scrollHeight - list.clientHeight);
  expect(Math.max(...heights())).toBeGreaterThan(10);
  await layOut('print');
  expect(Math.max(...heights())).toBeLessThanOrEqual(1);
  expect(lists.flatMap((list) => [...list.querySelectorAll('button')]).every(isSeen)).toBe(true);
});
