import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  clampToView,
  FITTED,
  fitZoom,
  flippedAcross,
  flippedDown,
  inSquares,
  type Point,
  panBy,
  pinch,
  rotated,
  type Scene,
  stepInImage,
  toImage,
  toStage,
  type View,
  zoomAt,
  zoomOf,
  zoomTo,
} from './geometry.ts';

/** 200 x 100 on a stage of 800 x 600: fits four times as large, with 100 free above and below. */
const SCENE: Scene = { image: { width: 200, height: 100, pixelAspect: 1 }, stage: { width: 800, height: 600 } };
const at = (x: number, y: number): Point => ({ x, y });

function expectNear(actual: Point, expected: Point): void {
  expect(actual.x).toBeCloseTo(expected.x, 6);
  expect(actual.y).toBeCloseTo(expected.y, 6);
}

describe('a whole image', () => {
  test('is as large as its longer side allows, in the middle', () => {
    expect(zoomOf(FITTED, SCENE)).toBe(4);
    expectNear(toStage(FITTED, SCENE, at(0, 0)), at(0, 100));
    expectNear(toStage(FITTED, SCENE, at(200, 100)), at(800, 500));
  });

  test('that is turned fits by its other side', () => {
    expect(fitZoom(rotated(FITTED, 1), SCENE)).toBe(3); // 600 high / 200
  });
});

// Where the corners of the image come to lie, drawn on paper: [upper left, upper right].
const FIT_3 = { left: 250, right: 550, top: 0, bottom: 600 }; // 300 x 600 in the middle
const FIT_4 = { left: 0, right: 800, top: 100, bottom: 500 };
test.each([
  ['turned right', rotated(FITTED, 1), at(FIT_3.right, FIT_3.top), at(FIT_3.right, FIT_3.bottom)],
  ['turned left', rotated(FITTED, -1), at(FIT_3.left, FIT_3.bottom), at(FIT_3.left, FIT_3.top)],
  ['turned twice', rotated(rotated(FITTED, 1), 1), at(FIT_4.right, FIT_4.bottom), at(FIT_4.left, FIT_4.bottom)],
  ['mirrored across', flippedAcross(FITTED), at(FIT_4.right, FIT_4.top), at(FIT_4.left, FIT_4.top)],
  ['mirrored down', flippedDown(FITTED), at(FIT_4.left, FIT_4.bottom), at(FIT_4.right, FIT_4.bottom)],
  [
    'turned right, then mirrored across',
    flippedAcross(rotated(FITTED, 1)),
    at(FIT_3.left, FIT_3.top),
    at(FIT_3.left, FIT_3.bottom),
  ],
  [
    'mirrored across, then turned right',
    rotated(flippedAcross(FITTED), 1),
    at(FIT_3.right, FIT_3.bottom),
    at(FIT_3.right, FIT_3.top),
  ],
  [
    'turned right, then mirrored down',
    flippedDown(rotated(FITTED, 1)),
    at(FIT_3.right, FIT_3.bottom),
    at(FIT_3.right, FIT_3.top),
  ],
])('an image %s has its upper corners where they belong', (_, view, upperLeft, upperRight) => {
  expectNear(toStage(view, SCENE, at(0, 0)), upperLeft);
  expectNear(toStage(view, SCENE, at(200, 0)), upperRight);
});

const views = fc
  .record({
    zoom: fc.double({ min: 1, max: 64, noNaN: true }),
    centre: fc.record({ x: fc.integer({ min: 0, max: 200 }), y: fc.integer({ min: 0, max: 100 }) }),
    mirrored: fc.boolean(),
    quarterTurns: fc.constantFrom<View['quarterTurns']>(0, 1, 2, 3),
  })
  .filter(({ zoom }) => zoom > 0);
const stagePoints = fc.record({ x: fc.integer({ min: 0, max: 800 }), y: fc.integer({ min: 0, max: 600 }) });

test('the way to the image and back ends where it began, however the image lies', () => {
  fc.assert(
    fc.property(views, stagePoints, (view, point) => {
      expectNear(toStage(view, SCENE, toImage(view, SCENE, point)), point);
    }),
  );
});

describe('zooming', () => {
  test('keeps what is under the pointer there, as long as that is in the image', () => {
    fc.assert(
      fc.property(views, stagePoints, fc.double({ min: 0.5, max: 2, noNaN: true }), (view, point, factor) => {
        const before = toImage(view, SCENE, point);
        const zoomed = zoomAt(view, SCENE, factor, point);
        const { x, y } = zoomed.centre;
        fc.pre(x > 0 && x < 200 && y > 0 && y < 100); // else the middle would leave the image, and is held
        expectNear(toImage(zoomed, SCENE, point), before);
      }),
    );
  });

  test('multiplies, and ends at 64 device pixels a pixel and at the smaller of its own size and a whole image', () => {
    expect(zoomOf(zoomAt(FITTED, SCENE, 2, at(400, 300)), SCENE)).toBe(8);
    expect(zoomOf(zoomAt(FITTED, SCENE, 1000, at(400, 300)), SCENE)).toBe(64);
    expect(zoomOf(zoomAt(FITTED, SCENE, 0.001, at(400, 300)), SCENE)).toBe(1);
    const large: Scene = { image: { width: 4000, height: 3000, pixelAspect: 1 }, stage: { width: 800, height: 600 } };
    expect(zoomOf(zoomAt(FITTED, large, 0.001, at(0, 0)), large)).toBe(0.2);
    expect(zoomOf(zoomTo(FITTED, large, 1, at(0, 0)), large)).toBe(1);
  });
});

describe('moving', () => {
  test('goes with the hand, however the image lies', () => {
    for (const view of [FITTED, rotated(FITTED, 1), flippedAcross(FITTED), flippedDown(rotated(FITTED, -1))]) {
      const before = toStage(view, SCENE, at(100, 50));
      const after = toStage(panBy(view, SCENE, at(30, -12)), SCENE, at(100, 50));
      expectNear(after, at(before.x + 30, before.y - 12));
    }
  });

  test('never loses the image', () => {
    const { centre } = panBy(FITTED, SCENE, at(99_999, -99_999));
    expect(centre).toEqual(at(0, 100));
  });
});

describe('pixels that are not square', () => {
  const sceneOf = (pixelAspect: number): Scene => ({ ...SCENE, image: { ...SCENE.image, pixelAspect } });

  // Drawn on paper: 200 x 100 pixels look like 200 x 200 squares, and like 400 x 100.
  test.each([
    ['twice as high as wide', FITTED, 2, at(100, 0), at(700, 600)],
    ['twice as wide as high', FITTED, 0.5, at(0, 200), at(800, 400)],
    ['twice as wide as high, turned right', rotated(FITTED, 1), 0.5, at(475, 0), at(325, 600)],
    ['twice as high as wide, mirrored', flippedAcross(FITTED), 2, at(700, 0), at(100, 600)],
  ])('%s are drawn so, and the whole image fits', (_, view, aspect, upperLeft, lowerRight) => {
    expectNear(toStage(view, sceneOf(aspect), at(0, 0)), upperLeft);
    expectNear(toStage(view, sceneOf(aspect), at(200, 100)), lowerRight);
  });

  test('have their shorter side on one device pixel at their own size', () => {
    const scene = sceneOf(0.25);
    const view = zoomTo(FITTED, scene, 1, at(400, 300));
    const [from, right, below] = [at(0, 0), at(1, 0), at(0, 1)].map((point) => toStage(view, scene, point));
    expect((right?.x ?? 0) - (from?.x ?? 0)).toBeCloseTo(4, 6);
    expect((below?.y ?? 0) - (from?.y ?? 0)).toBeCloseTo(1, 6);
  });

  test('are found under the pointer, kept there while zooming, and moved with the hand', () => {
    fc.assert(
      fc.property(views, stagePoints, fc.double({ min: 1 / 16, max: 16, noNaN: true }), (view, point, aspect) => {
        const scene = sceneOf(aspect);
        const held = toImage(view, scene, point);
        expectNear(toStage(view, scene, held), point);
        const zoomed = zoomAt(view, scene, 1.5, point);
        const moved = panBy(view, scene, at(3, -2));
        const isFree = ({ centre: { x, y } }: View) => x > 0 && x < 200 && y > 0 && y < 100;
        fc.pre(isFree(zoomed) && isFree(moved)); // else the middle would leave the image, and is held
        expectNear(toStage(zoomed, scene, held), point);
        expectNear(toStage(moved, scene, held), at(point.x + 3, point.y - 2));
      }),
    );
  });

  test('become square ones, about as many, for an image that stands still', () => {
    expect(inSquares({ width: 200, height: 100, pixelAspect: 4 })).toEqual({ width: 100, height: 200 });
    expect(inSquares({ width: 201, height: 99, pixelAspect: 1 })).toEqual({ width: 201, height: 99 });
  });
});

test('two fingers keep hold of what lies between them, while it grows with their distance', () => {
  const before = [at(300, 300), at(500, 300)] as const;
  const held = toImage(FITTED, SCENE, at(400, 300));
  const view = pinch(FITTED, SCENE, before, [at(310, 320), at(610, 320)]);
  expect(zoomOf(view, SCENE)).toBeCloseTo(6, 6); // 300 apart instead of 200
  expectNear(toStage(view, SCENE, held), at(460, 320));
});

test('a step is a step as it is seen', () => {
  expect(stepInImage(rotated(FITTED, 1), at(1, 0))).toEqual(at(0, -1));
  expect(stepInImage(flippedAcross(FITTED), at(1, 0)).x).toBe(-1);
});

test('a point out of sight is brought just inside the margin, one in sight moves nothing', () => {
  const close = zoomTo(FITTED, SCENE, 16, at(400, 300));
  expect(clampToView(close, SCENE, at(100, 50), 20)).toBe(close);
  expectNear(toStage(clampToView(close, SCENE, at(10, 50), 20), SCENE, at(10, 50)), at(20, 300));
});
