import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FeatureMap } from './channelMap.ts';
import type { Palette } from './mapColours.ts';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
/** The page is laid out on paper from the start. */
vi.spyOn(window, 'matchMedia').mockImplementation(
  (query) =>
    ({ ...new EventTarget(), matches: query === 'print', addEventListener() {}, removeEventListener() {} }) as never,
);
const { ValueMap } = await import('./ValueMap.tsx');

let host: HTMLElement;
let root: Root;
beforeEach(() => {
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
});
afterEach(async () => {
  await act(async () => root.unmount());
  host.remove();
});

const LIMIT = 2;
/** Both ends and beyond, the middle colours, values next to each other in colour, and 0. */
const some = [-5, -2, -1.4, -1, -0.02, 0, 0.008, 0.5, 1, 1.4, 1.9, 2, 7];
const map: FeatureMap = {
  ...{ width: 9, height: 7 },
  values: Float32Array.from({ length: 9 * 7 }, (_, i) => some[(i * 5) % some.length] ?? 0),
};

/** RGBA of what the browser draws of it, a pixel for each value. */
async function drawn(svg: SVGElement): Promise<number[]> {
  const copy = svg.cloneNode(true) as SVGElement;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(map.width));
  copy.setAttribute('height', String(map.height));
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(copy.outerHTML)}`;
  await image.decode();
  const canvas = new OffscreenCanvas(map.width, map.height);
  const pen = canvas.getContext('2d') ?? expect.fail('no 2D canvas');
  pen.drawImage(image, 0, 0);
  return [...pen.getImageData(0, 0, map.width, map.height).data];
}

/** By hand: grey is the share of the limit in 255ths; signed is black at 0 and pale at the ends. */
const KNOWN = {
  grey: [
    [0, [0, 0, 0]],
    [-1, [0, 0, 0]],
    [1, [128, 128, 128]],
    [2, [255, 255, 255]],
    [7, [255, 255, 255]],
  ],
  signed: [
    [0, [0, 0, 0]],
    [2, [255, 240, 214]],
    [7, [255, 240, 214]],
    [-2, [214, 236, 255]],
    [-5, [214, 236, 255]],
  ],
} as const;

test.each(['grey', 'signed'] as const)(
  'on paper each value of a %s map has the colour that it has on the screen, at its place',
  async (palette: Palette) => {
    await act(async () => root.render(<ValueMap {...{ map, palette }} limit={LIMIT} label={null} />));
    const [svg, canvas] = [host.querySelector('svg'), host.querySelector('canvas')];
    if (!svg || !canvas) expect.fail('nothing is printed');
    const pen = canvas.getContext('2d') ?? expect.fail('no 2D canvas');
    const paper = await drawn(svg);
    expect(paper).toEqual([...pen.getImageData(0, 0, map.width, map.height).data]);
    for (const [value, colour] of KNOWN[palette]) {
      const places = [...map.values.keys()].filter((place) => map.values[place] === value);
      expect(places.length).toBeGreaterThan(0);
      for (const place of places) expect(paper.slice(4 * place, 4 * place + 4)).toEqual([...colour, 255]);
    }
  },
);
