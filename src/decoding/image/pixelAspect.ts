/** Pixels that differ less from squares are drawn as such: nobody sees the difference, but that the image is blurred by it. */
const LEAST_RATIO = 1.01;
/** Where one side is so much longer the header is not to be believed. */
export const MOST_RATIO = 16;

/** Height of a pixel divided by its width, from its sides in one unit: 1 where they are as good as equal, or impossible. */
export function pixelAspectOf(height: number, width: number): number {
  const aspect = height / width;
  const ratio = Math.max(aspect, 1 / aspect);
  return ratio >= LEAST_RATIO && ratio <= MOST_RATIO ? aspect : 1;
}
