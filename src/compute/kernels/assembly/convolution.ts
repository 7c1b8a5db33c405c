import { halveRows } from './halving';
import { convolveLine, suitsLines } from './lines';
import { copyTile } from './matrix';
import { packPanel } from './pack';
import { Convolution, FilterPacking, TILE_BYTES, TurnedFilterPacking } from './params';
import { RECTIFY, tile6 } from './tiles';
import { pitch, strip } from './window';

/** One panel (8 output channels) of filter[K, N]. */
export function packFilter(job: FilterPacking, task: i32): void {
  const K = job.depth;
  const N = job.columns;
  const from = job.filter + <usize>task * 32;
  const to = job.packed + <usize>(task * K) * 32;
  packPanel(from, <usize>N * 4, K, min(8, N - task * 8), to);
  if (job.scale) scalePanel(to, K, job.scale + <usize>task * 32, min(8, N - task * 8));
}

/** A panel's columns, of which `columns` are real, times `scale`. */
function scalePanel(panel: usize, depth: i32, scale: usize, columns: i32): void {
  for (let k = 0; k < depth; k++) {
    for (let n = 0; n < columns; n++) {
      const at: usize = n << 2;
      store<f32>(panel + at, load<f32>(panel + at) * load<f32>(scale + at));
    }
    panel += 32;
  }
}

/**
 * One panel of the filter that leads from the output's gradient to the input's: taps turned by 180 degrees, input and
 * output channels exchanged.
 */
export function packTurnedFilter(job: TurnedFilterPacking, task: i32): void {
  const taps = job.taps;
  const inputs = job.inputs;
  const outputs = job.outputs;
  const columns = min(8, inputs - task * 8);
  let to = job.packed + <usize>(task * taps * outputs) * 32;
  for (let tap = taps - 1; tap >= 0; tap--) {
    const from = job.filter + <usize>((tap * inputs + task * 8) * outputs) * 4;
    for (let o = 0; o < outputs; o++) {
      for (let j = 0; j < 8; j++) {
        store<f32>(to + (j << 2), j < columns ? load<f32>(from + <usize>(j * outputs + o) * 4) : 0);
      }
      to += 32;
    }
  }
}

/** Some rows of one image of out[batch, output height, output width, output channels]. */
export function convolveRows(job: Convolution, task: i32, scratch: usize): void {
  const OH = job.outHeight;
  const OW = job.outWidth;
  const N = job.outChannels;
  const KH = job.kernelHeight;
  const step = job.step;
  const strips = (OH + step - 1) / step;
  const image = task / strips;
  const row = (task % strips) * step;
  const rows = min(step, OH - row);
  const halve = job.halve;
  const rowsBytes: usize = halve ? <usize>(2 * OW * N) * 4 : 0;
  const x = strip(job, image, row, rows, scratch + TILE_BYTES + rowsBytes);
  const rowPitch = pitch(job);
  const run = job.kernelWidth * job.channels;
  const gap = rowPitch - <usize>run * 4;
  const across = <usize>(job.strideAcross * job.channels) * 4;
  const nextRow = <usize>job.strideDown * rowPitch - <usize>(OW - 1) * across;
  const bias = job.bias;
  const mode = job.rectify ? RECTIFY : 0;
  const pixels = rows * OW;
  const ldc = <usize>N * 4;
  const out = job.out + <usize>((image * OH + row) * OW) * ldc;
  const panelBytes = <usize>(KH * run) * 32;
  let panel = job.packed;
  if (halve) {
    const lower = scratch + TILE_BYTES + (rowsBytes >> 1);
    for (let r = 0; r < rows; r += 2) {
      const from = x + <usize>(r * job.strideDown) * rowPitch;
      const next = from + <usize>job.strideDown * rowPitch;
      convolveLine(from, across, OW, KH, run, gap, panel, N, bias, mode, scratch + TILE_BYTES);
      convolveLine(next, across, OW, KH, run, gap, panel, N, bias, mode, lower);
      const at = <usize>(((image * OH + row + r) >> 1) * (OW >> 1)) * ldc;
      const places = job.places ? job.places + (at >> 2) : 0;
      halveRows(scratch + TILE_BYTES, lower, ldc, OW >> 1, mode, job.out + at, places);
    }
    return;
  }
  if (suitsLines(KH * run, N)) {
    for (let r = 0; r < rows; r++) {
      const from = x + <usize>(r * job.strideDown) * rowPitch;
      convolveLine(from, across, OW, KH, run, gap, panel, N, bias, mode, out + <usize>(r * OW) * ldc);
    }
    return;
  }
  for (let n = 0; n < N; n += 8) {
    const columns = min(8, N - n);
    const panelBias = bias ? bias + <usize>n * 4 : 0;
    let a = x;
    let w = 1;
    let c = out + <usize>n * 4;
    for (let p = 0; p < pixels; p += 6) {
      const real = min(6, pixels - p);
      const a0 = a;
      if (real > 1) {
        if (w === OW) {
          w = 1;
          a += nextRow;
        } else {
          w++;
          a += across;
        }
      }
      const a1 = a;
      if (real > 2) {
        if (w === OW) {
          w = 1;
          a += nextRow;
        } else {
          w++;
          a += across;
        }
      }
      const a2 = a;
      if (real > 3) {
        if (w === OW) {
          w = 1;
          a += nextRow;
        } else {
          w++;
          a += across;
        }
      }
      const a3 = a;
      if (real > 4) {
        if (w === OW) {
          w = 1;
          a += nextRow;
        } else {
          w++;
          a += across;
        }
      }
      const a4 = a;
      if (real > 5) {
        if (w === OW) {
          w = 1;
          a += nextRow;
        } else {
          w++;
          a += across;
        }
      }
      const a5 = a;
      if (w === OW) {
        w = 1;
        a += nextRow;
      } else {
        w++;
        a += across;
      }
      if (real === 6 && columns === 8) {
        tile6(a0, a1, a2, a3, a4, a5, KH, run, gap, panel, c, ldc, panelBias, mode);
      } else {
        tile6(a0, a1, a2, a3, a4, a5, KH, run, gap, panel, scratch, 32, panelBias, mode);
        copyTile(scratch, 32, c, ldc, real, columns);
      }
      c += 6 * ldc;
    }
    panel += panelBytes;
  }
}
