import { keep, left, place, prepareTable, unstuff } from './bits';
import { BROKEN, FLAT, readBlock } from './block';
import { toColour } from './colour';
import { fillFlat, transform } from './transform';

export { prepareTable, toColour, unstuff };

const DONE: i32 = 0;
/** Chroma that is not neutral: the luma alone is not the image. */
const COLOURED: i32 = 1;

/** Of one component, in words of 4 bytes: blocks across and down in a unit, tables, quantisation, where its pixels go. */
const ACROSS: usize = 0;
const DOWN: usize = 4;
const DC_TABLE: usize = 8;
const AC_TABLE: usize = 12;
const QUANT: usize = 16;
const PLANE: usize = 20;
const STRIDE: usize = 24;
const PREDICTED: usize = 28;
const COMPONENT: usize = 32;

/**
 * Decodes the `length` bytes that `unstuff` put below `top`: `unitsAcross` x `unitsDown` units (MCUs) of the `count` components
 * described at `components`. Of the components behind the first one pixels are made only where `colour` is 1; where it
 * is 0 they must be neutral. `block`: [64] i16, zeros. At least 4 KiB below the bytes must be readable.
 * Returns 0 (done), 1 (not neutral) or -1 (not a plain, whole scan; pixels are worthless).
 */
export function decodePlanes(
  components: usize,
  count: i32,
  unitsAcross: i32,
  unitsDown: i32,
  top: usize,
  length: i32,
  block: usize,
  colour: i32,
): i32 {
  keep(0, 0, top);
  const bottom = top - length - 8;
  memory.fill(block, 0, 128);
  for (let unitRow = 0; unitRow < unitsDown; unitRow++) {
    for (let unit = 0; unit < unitsAcross; unit++) {
      for (let i = 0; i < count; i++) {
        const result = readUnit(components + <usize>i * COMPONENT, unitRow, unit, block, i === 0 || colour === 1);
        if (result !== DONE) return result;
      }
      if (place < bottom) return BROKEN;
    }
  }
  const unread = <i32>(place - (top - length)) * 8 + left;
  return unread >= 0 && unread < 8 ? DONE : BROKEN;
}

/** All blocks of one component in one unit. */
function readUnit(component: usize, unitRow: i32, unit: i32, block: usize, visible: bool): i32 {
  const across = load<i32>(component, ACROSS);
  const down = load<i32>(component, DOWN);
  const dcTable = load<usize>(component, DC_TABLE);
  const acTable = load<usize>(component, AC_TABLE);
  const quant = load<usize>(component, QUANT);
  const stride = load<usize>(component, STRIDE);
  const plane = load<usize>(component, PLANE);
  for (let row = 0; row < down; row++) {
    for (let column = 0; column < across; column++) {
      const kind = readBlock(dcTable, acTable, quant, component + PREDICTED, block);
      if (kind === BROKEN) return BROKEN;
      const level = <i32>load<i16>(block);
      if (!visible) {
        if (kind !== FLAT || level < -4 || level > 3) return COLOURED;
        continue;
      }
      const to = plane + <usize>(unitRow * down + row) * 8 * stride + <usize>(unit * across + column) * 8;
      if (kind === FLAT) fillFlat(level, to, stride);
      else transform(block, to, stride);
    }
  }
  return DONE;
}
