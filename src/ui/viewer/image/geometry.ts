/** A place on the stage, in its device pixels, or in the image, in its pixels; from the upper left corner. */
export type Point = { readonly x: number; readonly y: number };
export type Size = { readonly width: number; readonly height: number };

/** The size of an image in pixels, each `pixelAspect` times as high as it is wide. */
type PixelGrid = Size & { readonly pixelAspect: number };

/** An image and the part of the screen that it is shown on, in device pixels. */
export type Scene = { readonly image: PixelGrid; readonly stage: Size };

/** How an image lies on the stage. */
export type View = {
  /** Device pixels per image pixel, along its shorter side; 'fit': as large as the whole image can be. */
  readonly zoom: number | 'fit';
  /** The point of the image that lies in the middle of the stage. Where it fits that is its own middle. */
  readonly centre: Point;
  /** Left and right changed places, before it is turned. */
  readonly mirrored: boolean;
  /** Clockwise. */
  readonly quarterTurns: 0 | 1 | 2 | 3;
};

export const FITTED: View = { zoom: 'fit', centre: { x: 0, y: 0 }, mirrored: false, quarterTurns: 0 };

/** [a, b, c, d, e, f] of a canvas: x' = a x + c y + e, y' = b x + d y + f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** Enough to count pixels; tiny images, which fit larger than that, can be four times as large as they fit. */
const LARGEST_ZOOM = 64;

/** Sides of a pixel. The shorter one is 1, so that at a zoom of 1 none of them is lost. */
function pixelSides({ pixelAspect }: PixelGrid): Size {
  return { width: Math.max(1, 1 / pixelAspect), height: Math.max(1, pixelAspect) };
}

/** As many pixels, but square ones, in the same proportion. */
export function inSquares({ width, height, pixelAspect }: PixelGrid): Size {
  const stretch = Math.sqrt(pixelAspect);
  return { width: Math.max(1, Math.round(width / stretch)), height: Math.max(1, Math.round(height * stretch)) };
}

/** The zoom at which the whole image is just in sight. */
export function fitZoom({ quarterTurns }: View, { image, stage }: Scene): number {
  const sides = pixelSides(image);
  const [across, down] = [image.width * sides.width, image.height * sides.height];
  const [width, height] = quarterTurns % 2 === 0 ? [across, down] : [down, across];
  return Math.min(stage.width / width, stage.height / height);
}

/** Device pixels per image pixel, along its shorter side. */
export function zoomOf(view: View, scene: Scene): number {
  return view.zoom === 'fit' ? fitZoom(view, scene) : view.zoom;
}

function centreOf(view: View, { image }: Scene): Point {
  return view.zoom === 'fit' ? { x: image.width / 2, y: image.height / 2 } : view.centre;
}

/** Clockwise turns of an image whose y points down: [a, b, c, d]. */
const TURNS = [
  [1, 0, 0, 1],
  [0, 1, -1, 0],
  [-1, 0, 0, -1],
  [0, -1, 1, 0],
] as const;

function axesOf({ mirrored, quarterTurns }: View): readonly [number, number, number, number] {
  const [a, b, c, d] = TURNS[quarterTurns];
  return mirrored ? [-a, -b, c, d] : [a, b, c, d];
}

/** From pixels of the image to device pixels of the stage. */
export function matrixOf(view: View, scene: Scene): Matrix {
  const zoom = zoomOf(view, scene);
  const { width, height } = pixelSides(scene.image);
  const [a, b, c, d] = axesOf(view);
  const across = { x: zoom * a * width, y: zoom * b * width };
  const down = { x: zoom * c * height, y: zoom * d * height };
  const { x, y } = centreOf(view, scene);
  const e = scene.stage.width / 2 - (across.x * x + down.x * y);
  const f = scene.stage.height / 2 - (across.y * x + down.y * y);
  return [across.x, across.y, down.x, down.y, e, f];
}

export function toStage(view: View, scene: Scene, { x, y }: Point): Point {
  const [a, b, c, d, e, f] = matrixOf(view, scene);
  return { x: a * x + c * y + e, y: b * x + d * y + f };
}

export function toImage(view: View, scene: Scene, at: Point): Point {
  const centre = centreOf(view, scene);
  const moved = inImage(view, scene, { x: at.x - scene.stage.width / 2, y: at.y - scene.stage.height / 2 });
  return { x: centre.x + moved.x, y: centre.y + moved.y };
}

/** A way on the stage as a way in the image. */
function inImage(view: View, scene: Scene, { x, y }: Point): Point {
  const zoom = zoomOf(view, scene);
  const { width, height } = pixelSides(scene.image);
  const [a, b, c, d] = axesOf(view); // turned and mirrored: the inverse is the transpose
  return { x: (a * x + b * y) / (zoom * width), y: (c * x + d * y) / (zoom * height) };
}

/** Larger or smaller, so that what lies at `at` on the stage stays there. */
export function zoomAt(view: View, scene: Scene, factor: number, at: Point): View {
  return zoomTo(view, scene, zoomOf(view, scene) * factor, at);
}

export function zoomTo(view: View, scene: Scene, wanted: number, at: Point): View {
  const fixed = toImage(view, scene, at);
  const zoomed = { ...view, zoom: clampZoom(view, scene, wanted), centre: fixed };
  const { width, height } = scene.stage;
  return panBy(zoomed, scene, { x: at.x - width / 2, y: at.y - height / 2 });
}

/** Not so small that it is lost, nor so large that nothing is told apart any more. */
function clampZoom(view: View, scene: Scene, zoom: number): number {
  const fit = fitZoom(view, scene);
  return Math.min(Math.max(LARGEST_ZOOM, 4 * fit), Math.max(Math.min(fit, 1), zoom));
}

/** Moved on the stage; the middle of the stage never leaves the image, so that it cannot be lost. */
export function panBy(view: View, scene: Scene, way: Point): View {
  const { x, y } = inImage(view, scene, way);
  const centre = centreOf(view, scene);
  const { width, height } = scene.image;
  const moved = { x: clamp(centre.x - x, 0, width), y: clamp(centre.y - y, 0, height) };
  return { ...view, zoom: zoomOf(view, scene), centre: moved };
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

/** Two fingers that moved: what lay between them lies between them still. */
export function pinch(view: View, scene: Scene, before: readonly [Point, Point], after: readonly [Point, Point]): View {
  const [from, to] = [middle(...before), middle(...after)];
  const factor = distance(...after) / Math.max(1, distance(...before));
  return zoomAt(panBy(view, scene, { x: to.x - from.x, y: to.y - from.y }), scene, factor, to);
}

const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y);

/** A quarter, clockwise or back. The middle of the stage stays. */
export function rotated(view: View, turns: 1 | -1): View {
  return { ...view, quarterTurns: quarters(view.quarterTurns + turns) };
}

/** Left and right of what is seen change places: mirroring after a turn is mirroring before the opposite turn. */
export function flippedAcross(view: View): View {
  return { ...view, mirrored: !view.mirrored, quarterTurns: quarters(-view.quarterTurns) };
}

/** Top and bottom of what is seen change places. */
export function flippedDown(view: View): View {
  return { ...view, mirrored: !view.mirrored, quarterTurns: quarters(2 - view.quarterTurns) };
}

function quarters(turns: number): View['quarterTurns'] {
  return ((turns + 4) % 4) as View['quarterTurns'];
}

/** Moves as little as needed for a point of the image to be in sight, `margin` device pixels from the edge. */
export function clampToView(view: View, scene: Scene, point: Point, margin: number): View {
  const { x, y } = toStage(view, scene, point);
  const dx = clamp(x, margin, scene.stage.width - margin) - x;
  const dy = clamp(y, margin, scene.stage.height - margin) - y;
  return dx === 0 && dy === 0 ? view : panBy(view, scene, { x: dx, y: dy });
}

/** A step on the stage as a step in the image: 'right' is right as it is seen. */
export function stepInImage(view: View, { x, y }: Point): Point {
  const [a, b, c, d] = axesOf(view);
  return { x: a * x + b * y, y: c * x + d * y };
}

/** In words, for an image that is not shown as it is stored; '' for one that is. */
export function orientationWords({ mirrored, quarterTurns }: View): string {
  const turned = ['', 'turned right', 'turned upside down', 'turned left'][quarterTurns];
  return [mirrored ? 'mirrored' : '', turned].filter(Boolean).join(', ');
}
