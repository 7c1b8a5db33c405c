/** Every image in `dicomSamples.fixture.ts` has this size. */
export const WIDTH = 20;
export const HEIGHT = 18;

type Draw = (x: number, y: number) => readonly number[];

const grey8 = (x: number, y: number) => (x * 13 + y * 29 + x * y) % 256;
const grey12 = (x: number, y: number) => (x * 211 + y * 97 + x * y * 7) % 4096;
const rgb: Draw = (x, y) => [grey8(x, y), (x * 7 + y * 3) % 256, (200 - x * 5 + y) % 256];

/** The formulas that the samples were drawn by, in the units of the scan; a list for each frame. */
const DRAWINGS: Readonly<Record<string, readonly Draw[]>> = {
  grey8: [(x, y) => [grey8(x, y)]],
  grey12: [(x, y) => [grey12(x, y)]],
  grey16: [(x, y) => [16 * grey12(x, y)]],
  grey32: [(x, y) => [1000 * grey12(x, y)]],
  grey32high: [(x, y) => [2 ** 20 * grey12(x, y)]],
  signed: [(x, y) => [grey12(x, y) - 2048]],
  hounsfield: [(x, y) => [2 * grey12(x, y) - 1024]],
  fraction: [(x, y) => [grey8(x, y) / 2 + 10.25]],
  rgb: [rgb],
  smooth: [(x, y) => [40 + x * 8, 60 + y * 7, 200 - x * 4 - y * 3]],
  palette: [(x, y) => [(grey8(x, y) * 3) % 256, 255 - grey8(x, y), (grey8(x, y) * 7) % 256]],
  frames: [(x, y) => [grey12(x, y)], (x, y) => [4095 - grey12(x, y)], (x, y) => [grey12((x + WIDTH - 3) % WIDTH, y)]],
  // Each frame has a rescaling of its own.
  enhanced: [
    (x, y) => [grey12(x, y) + 5],
    (x, y) => [2 * (4095 - grey12(x, y)) + 5],
    (x, y) => [3 * grey12((x + WIDTH - 3) % WIDTH, y) + 5],
  ],
};

/** [height, width, channels] of each frame. */
export function drawn(name: string): number[][] {
  const drawings = DRAWINGS[name];
  if (!drawings) throw new Error(`No drawing ${name}.`);
  const places = Array.from({ length: WIDTH * HEIGHT }, (_, i) => [i % WIDTH, Math.floor(i / WIDTH)] as const);
  return drawings.map((draw) => places.flatMap(([x, y]) => [...draw(x, y)]));
}
