import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { ScanMask } from '../../decoding/image/scanMask.ts';
import type { ScanHeatMap } from '../../worker/jobs/explain/explainProtocol.ts';
import type { NetworkInput, ViewedPicture } from '../../worker/jobs/view/viewProtocol.ts';
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/layout.css';
import { ScanViewer } from './ScanViewer.tsx';
import type { AskedHeatMap, ScanSource } from './scanSource.ts';

/** 4 x 3 values in the scan's own units: 100 y + 10 x - 50; black at -50, white at 205. */
const SMALL: ViewedPicture = {
  ...{ width: 4, height: 3, channels: 1, window: { low: -50, high: 205 }, inverted: false },
  ...{ padding: null, pixelAspect: 1 },
  values: Int16Array.from({ length: 12 }, (_, i) => 100 * Math.floor(i / 4) + 10 * (i % 4) - 50),
  headerFields: [['Echo time', '4.2 ms']],
  statistics: { least: -50, largest: 180, low: -50, high: 180 },
};
const SPEC = { version: 1, size: 32, depth: 1, fit: 'stretch' } as const;

const networkInput = vi.fn(
  (): Promise<NetworkInput> =>
    Promise.resolve({
      ...{ size: 32, depth: 1, pixels: Uint8Array.from({ length: 32 * 32 }, (_, i) => i % 251) },
      frame: { left: 0, top: 0, width: 4, height: 3 },
    }),
);

/** Two columns: the left one for the class, the right one empty. */
const heatMap = vi.fn(
  (asked: AskedHeatMap): Promise<ScanHeatMap> =>
    Promise.resolve({
      ...{ method: asked.method, classIndex: asked.classIndex, width: 2, height: 1, values: Float32Array.of(3, 0) },
      ...{ frame: { left: 0, top: 0, width: 4, height: 3 }, convolutions: 2 },
    }),
);
const heatMapChecks = () =>
  Promise.resolve({ randomised: 0.1, deletion: { shares: [0, 1], strongestFirst: [0.9, 0.1], random: [0.9, 0.5] } });

/** The upper left pixel and that beside it; none came with the scan b. */
const mask = function (this: ScanSource): Promise<ScanMask | null> {
  const places = new Uint8Array(12);
  places.set([1, 2]);
  return Promise.resolve(this.key === 'b' ? null : { width: 4, height: 3, places, labels: [1, 4] });
};

function source(key: string, load: () => Promise<ViewedPicture>, series: string | null = null): ScanSource {
  return { key, series, load, networkInput, heatMap, heatMapChecks, mask };
}

const small = (key: string, series: string | null = null) => source(key, () => Promise.resolve(SMALL), series);

let unmount = () => {};
beforeEach(() => page.viewport(1200, 900));
afterEach(() => unmount());

type Shown = { readonly scans: readonly ScanSource[]; readonly stacked?: boolean; readonly onClose?: () => void };

function Viewing({ scans, stacked = false, onClose = () => {} }: Shown) {
  const [index, setIndex] = useState(0);
  const place = { index, count: scans.length, onMove: setIndex };
  const scan = scans[index];
  if (!scan) return null;
  return (
    <ScanViewer
      title={`scan ${scan.key}`}
      scan={scan}
      soon={[]}
      list={stacked ? { ...place, count: 1, index: 0 } : place}
      stack={stacked ? place : null}
      network={{ spec: SPEC, intro: 'It sees', model: { id: 'm', classes: ['healthy', 'tumour'], classIndex: 1 } }}
      onClose={onClose}
    >
      <p>facts</p>
    </ScanViewer>
  );
}

async function view(shown: Shown): Promise<HTMLCanvasElement> {
  const holder = document.createElement('div');
  document.body.append(holder);
  const root = createRoot(holder);
  unmount = () => {
    root.unmount();
    holder.remove();
  };
  root.render(<Viewing {...shown} />);
  await expect.poll(() => holder.querySelector('canvas')).not.toBeNull();
  const canvas = holder.querySelector('canvas');
  if (!canvas) throw new Error('no canvas');
  return canvas;
}

/** Grey in the middle of a square, where the whole image of `columns` x `rows` squares is in the middle of the canvas. */
function greyAt(canvas: HTMLCanvasElement, x: number, y: number, columns = 4, rows = 3): number {
  const { width, height } = canvas;
  const zoom = Math.min(width / columns, height / rows);
  const left = Math.floor(width / 2 + zoom * (x + 0.5 - columns / 2));
  const top = Math.floor(height / 2 + zoom * (y + 0.5 - rows / 2));
  const [red = -1, green, blue, alpha] = canvas.getContext('2d')?.getImageData(left, top, 1, 1).data ?? [];
  expect([green, blue, alpha]).toEqual([red, red, 255]);
  return red;
}

/** The greys of rows of squares. */
function greys(canvas: HTMLCanvasElement, columns = 4, rows = 3): number[][] {
  return Array.from({ length: rows }, (_, y) =>
    Array.from({ length: columns }, (_, x) => greyAt(canvas, x, y, columns, rows)),
  );
}

/** value + 50, since 255 values lie between black and white. */
const AS_IT_IS = [
  [0, 10, 20, 30],
  [100, 110, 120, 130],
  [200, 210, 220, 230],
];

const stage = () => page.getByRole('application');
const corner = (text: string | RegExp) => expect.element(page.getByText(text).first()).toBeVisible();

async function isDrawn(canvas: HTMLCanvasElement): Promise<void> {
  await expect
    .poll(() => canvas.getContext('2d')?.getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data[3])
    .toBe(255);
}

function drag(button: number, way: { readonly x: number; readonly y: number }): void {
  const target = stage().element();
  const at = { clientX: 300, clientY: 400, pointerId: 1, pointerType: 'mouse', bubbles: true };
  target.setPointerCapture = () => {}; // a made-up pointer cannot be captured
  target.dispatchEvent(new PointerEvent('pointerdown', { ...at, button }));
  target.dispatchEvent(new PointerEvent('pointermove', { ...at, clientX: 300 + way.x, clientY: 400 + way.y }));
  target.dispatchEvent(new PointerEvent('pointerup', { ...at, button }));
}

describe('the image', () => {
  test('has at every pixel the grey that the network is given, each pixel a square of its own', async () => {
    const canvas = await view({ scans: [small('a')] });
    await isDrawn(canvas);
    expect(greys(canvas)).toEqual(AS_IT_IS);
    expect(canvas.width).toBe(Math.round(canvas.clientWidth * window.devicePixelRatio));
  });

  test('of pixels twice as high as wide is drawn in proportion, and read where it is drawn', async () => {
    const high = { ...SMALL, pixelAspect: 2 };
    const canvas = await view({ scans: [source('a', () => Promise.resolve(high))] });
    await isDrawn(canvas);
    expect(greys(canvas, 4, 6)).toEqual(AS_IT_IS.flatMap((row) => [row, row]));
    const { left, top, width, height } = canvas.getBoundingClientRect();
    const side = Math.min(width / 4, height / 6);
    // In the last square of the last row, of 4 x 6.
    const at = { clientX: left + width / 2 + 1.5 * side, clientY: top + height / 2 + 2.5 * side };
    stage()
      .element()
      .dispatchEvent(new PointerEvent('pointermove', { ...at, bubbles: true, pointerType: 'mouse' }));
    await corner('x 3, y 2: 180');
  });

  test('is inverted where low values are white, and by the key i', async () => {
    const canvas = await view({ scans: [source('a', () => Promise.resolve({ ...SMALL, inverted: true }))] });
    await isDrawn(canvas);
    const negative = AS_IT_IS.map((row) => row.map((grey) => 255 - grey));
    expect(greys(canvas)).toEqual(negative);
    await userEvent.keyboard('i');
    await corner(/^negative · W 255/);
    expect(greys(canvas)).toEqual(AS_IT_IS);
  });

  test('is turned by r and mirrored by h as it is seen', async () => {
    const canvas = await view({ scans: [small('a')] });
    await isDrawn(canvas);
    await userEvent.keyboard('r');
    await corner('turned right');
    expect(greys(canvas, 3, 4)[0]).toEqual([200, 100, 0]);
    await userEvent.keyboard('h');
    await corner('mirrored, turned left');
    expect(greys(canvas, 3, 4)[0]).toEqual([0, 100, 200]);
  });

  test('of several megapixels comes in full, band by band', async () => {
    const [width, height] = [2000, 1500];
    const values = Uint8Array.from({ length: width * height }, (_, i) => Math.floor(i / width / 500) * 100);
    const large = { ...SMALL, width, height, values, window: { low: 0, high: 255 } };
    const canvas = await view({ scans: [source('a', () => Promise.resolve(large))] });
    await isDrawn(canvas);
    await userEvent.keyboard('i');
    await expect.poll(() => greys(canvas, 1, 3)).toEqual([[255], [155], [55]]);
  });

  test('that cannot be loaded leaves a sentence, and the next one is shown', async () => {
    const broken = source('b', () => Promise.reject(new Error('This scan is no longer kept here.')));
    const canvas = await view({ scans: [broken, small('a')] });
    await expect.element(page.getByRole('alert')).toHaveTextContent('This scan is no longer kept here.');
    await userEvent.keyboard('{ArrowRight}');
    await isDrawn(canvas);
    expect(page.getByRole('alert').query()).toBeNull();
  });
});

describe('window and level', () => {
  test('change by dragging with the right button, only for the eye', async () => {
    networkInput.mockClear();
    const canvas = await view({ scans: [small('a')] });
    await isDrawn(canvas);
    drag(2, { x: -200, y: 0 }); // half of the 230 values narrower
    await corner(/^W 140 L 78/);
    expect(greyAt(canvas, 1, 1)).toBe(96); // (60 - 7.5) / 140 of 255
    expect(networkInput).not.toHaveBeenCalled();
  });

  test('follow sliders, whose arrows leave the scan where it is', async () => {
    const onScans = [small('a'), small('b')];
    const canvas = await view({ scans: onScans });
    await isDrawn(canvas);
    page.getByRole('slider', { name: 'Level' }).element().focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    await corner(/^W 255 L 80/);
    await corner('1 of 2');
  });

  test('are kept through the slices of a series and begin anew at another scan', async () => {
    const scans = [small('a', 'S'), small('b', 'S'), small('c', 'T')];
    const canvas = await view({ scans });
    await isDrawn(canvas);
    await userEvent.keyboard('3i');
    await corner(/^negative · W 230 L 65/); // -50 to 180
    await userEvent.keyboard('{ArrowRight}');
    await corner('2 of 3');
    await corner(/^negative · W 230/);
    await userEvent.keyboard('{ArrowRight}');
    await corner(/^W 255 L 78/);
  });
});

describe('the hand', () => {
  test('zooms towards the pointer by the wheel, and fits again by =', async () => {
    const canvas = await view({ scans: [small('a')] });
    await isDrawn(canvas);
    const box = canvas.getBoundingClientRect();
    const at = { clientX: box.left + box.width / 2 - 40, clientY: box.top + box.height / 2 - 40 };
    const pixel = () => {
      stage()
        .element()
        .dispatchEvent(new PointerEvent('pointermove', { ...at, bubbles: true, pointerType: 'mouse' }));
    };
    pixel();
    await corner('x 1, y 1: 60');
    const before = greys(canvas);
    for (let i = 0; i < 6; i++)
      stage()
        .element()
        .dispatchEvent(new WheelEvent('wheel', { ...at, deltaY: -100, bubbles: true }));
    await expect.poll(() => greyAt(canvas, 0, 0)).not.toBe(0);
    pixel();
    await corner('x 1, y 1: 60');
    await userEvent.keyboard('=');
    await expect.poll(() => greys(canvas)).toEqual(before);
  });

  test('goes through the slices of a stack by wheel, arrows and slider, and stops at its ends', async () => {
    const canvas = await view({ scans: ['a', 'b', 'c'].map((key) => small(key, 'S')), stacked: true });
    await isDrawn(canvas);
    const turn = (deltaY: number) =>
      stage()
        .element()
        .dispatchEvent(new WheelEvent('wheel', { deltaY, bubbles: true }));
    turn(100);
    await corner('Slice 2 of 3');
    turn(-100);
    await corner('Slice 1 of 3');
    turn(100);
    turn(100); // before anything is drawn
    await corner('Slice 3 of 3');
    await userEvent.keyboard('{ArrowUp}{ArrowDown}{ArrowDown}{ArrowDown}');
    await corner('Slice 3 of 3');
    await userEvent.keyboard('{Home}');
    await corner('Slice 1 of 3');
    await userEvent.keyboard('{ArrowUp}');
    await corner('Slice 1 of 3');
  });
});

test('the crosshair is moved by Shift and arrows, and its pixel is said aloud', async () => {
  const canvas = await view({ scans: [small('a')] });
  await isDrawn(canvas);
  await userEvent.keyboard('{Shift>}{ArrowRight}{ArrowRight}{ArrowUp}{/Shift}');
  await expect.element(page.getByRole('status').first()).toHaveTextContent('x 3, y 0: −20');
});

test('a pixel that a smaller slice of the series has not is not read there', async () => {
  const tiny: ViewedPicture = { ...SMALL, width: 2, height: 2, values: Int16Array.of(1, 2, 3, 4) };
  const scans = [small('a', 'S'), source('b', () => Promise.resolve(tiny), 'S')];
  const canvas = await view({ scans, stacked: true });
  await isDrawn(canvas);
  await userEvent.keyboard('{Shift>}{ArrowRight}{ArrowRight}{/Shift}');
  await corner('x 3, y 1: 80');
  await userEvent.keyboard('{ArrowDown}');
  await corner('Slice 2 of 2');
  await expect.poll(() => page.getByText(/^x \d, y \d: /).query()).toBeNull();
  await userEvent.keyboard('{ArrowUp}');
  await corner('x 3, y 1: 80');
});

test('what the network sees stands beside the scan when asked for, pixel by pixel', async () => {
  const canvas = await view({ scans: [small('a')] });
  await isDrawn(canvas);
  await corner(/It sees 32 × 32 pixels, grey, stretched to a square; −50 is black to it and 205 white/);
  await userEvent.keyboard('n');
  const beside = page.getByRole('img', { name: 'What the network sees of this scan' });
  const bytes = () => {
    const element = beside.query();
    const data = element instanceof HTMLCanvasElement && element.getContext('2d')?.getImageData(0, 0, 32, 32).data;
    return data ? [...data].filter((_, i) => i % 4 === 1) : [];
  };
  await expect.poll(bytes).toEqual(Array.from({ length: 32 * 32 }, (_, i) => i % 251));
});

test('a heat map lies over the scan by the key m, as strongly as asked, and is said in words', async () => {
  const canvas = await view({ scans: [small('a')] });
  await isDrawn(canvas);
  expect(greyAt(canvas, 0, 0)).toBe(0);
  await userEvent.keyboard('m');
  await expect.element(page.getByText('The strongest part, at the left, speaks for tumour.')).toBeVisible();
  expect(heatMap).toHaveBeenCalledWith(
    { modelId: 'm', method: 'grad-cam', classIndex: 1 },
    expect.objectContaining({ signal: expect.any(AbortSignal) }),
  );
  // Half of (255, 140, 0) over black; beside it the scan alone.
  const { width, height } = canvas;
  const at = (x: number) => canvas.getContext('2d')?.getImageData(x, height / 2 - height / 4, 1, 1).data ?? [];
  await expect.poll(() => at(Math.floor(width / 2 - height / 2))[0]).toBeGreaterThan(100);
  await userEvent.selectOptions(page.getByLabelText('Explains'), 'healthy');
  await expect.element(page.getByText('The strongest part, at the left, speaks for healthy.')).toBeVisible();
  await page.getByRole('button', { name: 'Check this map' }).click();
  await expect.element(page.getByText(/Unlike the map of random weights \(rank correlation 0.10\)/)).toBeVisible();
  stage().element().focus();
  await userEvent.keyboard('m');
  await expect.poll(() => greyAt(canvas, 0, 0)).toBe(0);
});

test('a mask that came with the scan lies over it by the key k, with a legend, and where none came there is no switch', async () => {
  const canvas = await view({ scans: [small('a'), small('b')] });
  await isDrawn(canvas);
  const at = (x: number) => {
    const { width, height } = canvas;
    const zoom = Math.min(width / 4, height / 3);
    const [left, top] = [width / 2 + zoom * (x + 0.5 - 2), height / 2 + zoom * (0.5 - 1.5)];
    return [...(canvas.getContext('2d')?.getImageData(Math.floor(left), Math.floor(top), 1, 1).data ?? [])].slice(0, 3);
  };
  await expect.element(page.getByRole('button', { name: 'Mask' })).toHaveAttribute('aria-pressed', 'false');
  expect(at(0)).toEqual([0, 0, 0]);
  stage().element().focus();
  await userEvent.keyboard('k');
  // 0.4 of (86, 180, 233) over black, and of (240, 228, 66) over 0.6 of 10.
  await expect.poll(() => at(0).map((level) => Math.round(level / 4))).toEqual([9, 18, 23]);
  expect(at(1).map((level) => Math.round(level / 4))).toEqual([26, 24, 8]);
  expect(at(2)).toEqual([20, 20, 20]);
  await expect.element(page.getByText('label 4')).toBeVisible();
  await expect.element(page.getByText(/16.7 % of the scan is marked/)).toBeVisible();
  await page.getByRole('region', { name: 'Mask' }).getByLabelText('Opacity').fill('1');
  await expect.poll(() => at(0)).toEqual([86, 180, 233]);
  stage().element().focus();
  await userEvent.keyboard('{ArrowRight}');
  await expect.poll(() => page.getByRole('button', { name: 'Mask' }).query()).toBeNull();
});

test('? lists the keys of the viewer, and Escape closes that list first', async () => {
  const onClose = vi.fn();
  await isDrawn(await view({ scans: [small('a')], onClose }));
  await userEvent.keyboard('?');
  await expect.element(page.getByRole('dialog', { name: 'Viewer shortcuts' })).toBeVisible();
  await userEvent.keyboard('i{Escape}');
  await expect.poll(() => page.getByRole('dialog', { name: 'Viewer shortcuts' }).query()).toBeNull();
  expect(onClose).not.toHaveBeenCalled();
  expect(page.getByText(/^negative/).query()).toBeNull(); // the keys of what lies below are at rest
  await userEvent.keyboard('{Escape}');
  expect(onClose).toHaveBeenCalledOnce();
});
