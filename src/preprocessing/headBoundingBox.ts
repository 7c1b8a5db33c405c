import type { DecodedImage } from '../decoding/image/decodedImage.ts';
import { areaMeans } from './resize.ts';

/** A part of an image, in pixels. */
export type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

const CELLS = 64;
/** Share of the brightest that is air no more. */
const LEAST_SHARE = 0.12;
/** Grey levels below which all is air, however dark the image. */
const LEAST_LEVEL = 6;
/** A smaller box is a label or a bright spot, not a head. */
const LEAST_AREA = 0.1;

/**
 * Where the head lies: the box around the largest connected piece that is brighter than the air, to a 64th of the
 * image. Labels in the corners stay outside. The whole image where nothing like a head stands out (a bright background,
 * a blank image).
 *
 * @param grey one channel
 */
export function headBoundingBox(grey: DecodedImage): Box {
  const whole: Box = { left: 0, top: 0, width: grey.width, height: grey.height };
  const cells = areaMeans(grey, CELLS, CELLS);
  const limit = Math.max(LEAST_LEVEL, LEAST_SHARE * percentile(cells.toSorted(), 0.98));
  const piece = largestPiece(Array.from(cells, (level) => level > limit));
  if (!piece) return whole;
  const { firstRow, lastRow, firstColumn, lastColumn } = piece;
  const left = Math.floor((firstColumn * grey.width) / CELLS);
  const top = Math.floor((firstRow * grey.height) / CELLS);
  const width = Math.ceil(((lastColumn + 1) * grey.width) / CELLS) - left;
  const height = Math.ceil(((lastRow + 1) * grey.height) / CELLS) - top;
  return width * height < LEAST_AREA * grey.width * grey.height ? whole : { left, top, width, height };
}

/** Of sorted values the one that `share` of them are below, of the nearest rank. */
export function percentile(sorted: Float64Array, share: number): number {
  return sorted[Math.round(share * (sorted.length - 1))] ?? 0;
}

type Piece = {
  readonly cells: number;
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
};

/** Of cells that touch along an edge; null where none is lit. */
function largestPiece(lit: boolean[]): Piece | null {
  let largest: Piece | null = null;
  for (let start = 0; start < lit.length; start++) {
    if (!lit[start]) continue;
    const piece = takePiece(lit, start);
    if (!largest || piece.cells > largest.cells) largest = piece;
  }
  return largest;
}

/** The piece that a cell is of; its cells are dark afterwards. */
function takePiece(lit: boolean[], start: number): Piece {
  const waiting = [start];
  lit[start] = false;
  let [cells, firstRow, lastRow, firstColumn, lastColumn] = [0, CELLS, 0, CELLS, 0];
  for (let cell = waiting.pop(); cell !== undefined; cell = waiting.pop()) {
    const [row, column] = [Math.floor(cell / CELLS), cell % CELLS];
    cells += 1;
    [firstRow, lastRow] = [Math.min(firstRow, row), Math.max(lastRow, row)];
    [firstColumn, lastColumn] = [Math.min(firstColumn, column), Math.max(lastColumn, column)];
    const beside = [
      ...(column > 0 ? [cell - 1] : []),
      ...(column < CELLS - 1 ? [cell + 1] : []),
      ...(row > 0 ? [cell - CELLS] : []),
      ...(row < CELLS - 1 ? [cell + CELLS] : []),
    ];
    for (const next of beside) {
      if (!lit[next]) continue;
      lit[next] = false;
      waiting.push(next);
    }
  }
  return { cells, firstRow, lastRow, firstColumn, lastColumn };
}
