import { describe, expect, test } from 'vitest';
import type { ViewedPicture } from '../../worker/jobs/view/viewProtocol.ts';
import type { Scene } from './image/geometry.ts';
import { formatLimit, formatShade, pixelAt, pixelWords } from './image/readout.ts';
import type { ViewerCommand } from './keys.ts';
import { viewStateSentence } from './viewerWords.ts';
import { applyCommand, INITIAL_VIEW_STATE, type ViewState } from './viewState.ts';

/** 4 x 3 values of 100 y + x, on a stage where each is 100 x 100 device pixels. */
const PICTURE: ViewedPicture = {
  ...{
    width: 4,
    height: 3,
    channels: 1,
    window: { low: 0, high: 203 },
    inverted: false,
    padding: null,
    statistics: { least: 0, largest: 203, low: 0, high: 203 },
    pixelAspect: 1,
    headerFields: [],
  },
  values: Uint16Array.from({ length: 12 }, (_, i) => 100 * Math.floor(i / 4) + (i % 4)),
};
const SCENE: Scene = { image: PICTURE, stage: { width: 400, height: 300 } };

function lookAfter(...commands: readonly ViewerCommand[]): ViewState {
  return commands.reduce((look, command) => applyCommand(look, command, SCENE, PICTURE), INITIAL_VIEW_STATE);
}

describe('the crosshair', () => {
  const right: ViewerCommand = { does: 'crosshair', x: 1, y: 0 };

  test('begins in the middle of what is seen, goes a pixel a step, and stops at the edge', () => {
    expect(lookAfter(right).crosshair).toEqual({ x: 2, y: 1 });
    expect(lookAfter(right, right).crosshair).toEqual({ x: 3, y: 1 });
    expect(lookAfter(right, right, right, right).crosshair).toEqual({ x: 3, y: 1 });
  });

  test('goes as it is seen where the image is turned', () => {
    // Turned right, the right-hand side of the screen is the top of the image.
    expect(lookAfter({ does: 'rotate', turns: 1 }, right, right).crosshair).toEqual({ x: 2, y: 0 });
  });

  test('says where it is and the value there', () => {
    const look = lookAfter(right, right);
    expect(viewStateSentence(right, look, SCENE, PICTURE)).toBe('x 3, y 1: 103');
  });
});

test('nothing but the scan’s own orientation, window and size is left after a reset', () => {
  const changed = lookAfter(
    { does: 'rotate', turns: 1 },
    { does: 'invert' },
    { does: 'zoom', steps: 3 },
    { does: 'preset', preset: 'full' },
  );
  expect(changed).not.toEqual(INITIAL_VIEW_STATE);
  expect(applyCommand(changed, { does: 'reset' }, SCENE, PICTURE)).toEqual(INITIAL_VIEW_STATE);
});

test('fitting changes the size only', () => {
  const turned = lookAfter({ does: 'rotate', turns: -1 }, { does: 'zoom', steps: 2 });
  expect(applyCommand(turned, { does: 'fit' }, SCENE, PICTURE).view).toMatchObject({ zoom: 'fit', quarterTurns: 3 });
});

test('turning and mirroring are told in words', () => {
  const flip: ViewerCommand = { does: 'flipAcross' };
  expect(viewStateSentence(flip, lookAfter(flip), SCENE, PICTURE)).toBe('mirrored');
  expect(viewStateSentence(flip, lookAfter(flip, flip), SCENE, PICTURE)).toBe('as it is stored');
  const turn: ViewerCommand = { does: 'rotate', turns: 1 };
  expect(viewStateSentence(turn, lookAfter(turn, turn), SCENE, PICTURE)).toBe('turned upside down');
});

describe('a pixel', () => {
  test('reaches from its upper left corner to just before the next', () => {
    expect(pixelAt(PICTURE, { x: 3.99, y: 0 })).toEqual({ x: 3, y: 0 });
    expect(pixelAt(PICTURE, { x: 4, y: 0 })).toBeNull();
    expect(pixelAt(PICTURE, { x: 1, y: -0.01 })).toBeNull();
  });

  test.each([
    ['negative values with a sign that is read aloud', Int16Array.of(-1024), 1, 'x 0, y 0: −1024'],
    ['fractions as exactly as they are held', Float32Array.of(0.123456), 1, 'x 0, y 0: 0.123456'],
    ['colours one after another', Uint8Array.of(12, 40, 4), 3, 'x 0, y 0: 12, 40, 4'],
  ] as const)('is read in %s', (_, values, channels, words) => {
    expect(pixelWords({ ...PICTURE, width: 1, height: 1, values, channels }, { x: 0, y: 0 })).toBe(words);
  });
});

test('what was not measured is said to be so', () => {
  const image = { ...PICTURE, padding: { low: 100, high: 101 } };
  expect(pixelWords(image, { x: 1, y: 1 })).toBe('x 1, y 1: 101 (padding, not measured)');
  expect(pixelWords(image, { x: 2, y: 1 })).toBe('x 2, y 1: 102');
});

test('limits of a window are as exact as they are of use', () => {
  expect([20_971.5, -1024, 41_316.27, 0.123456, 2.34567].map(formatLimit)).toEqual([
    ...['20971.5', '−1024', '41316.3', '0.1235', '2.346'],
  ]);
});

test('what is shown has whole limits where its values are whole', () => {
  const shown = (values: ViewedPicture['values']) =>
    [63_220.5, -100.6, -0.2].map((each) => formatShade(each, { values }));
  expect(shown(Uint16Array.of(1))).toEqual(['63221', '−101', '0']);
  expect(shown(Float32Array.of(1))).toEqual(['63220.5', '−100.6', '−0.2']);
});
