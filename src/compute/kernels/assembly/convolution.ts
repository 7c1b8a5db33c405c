import { convolveLine, suitsLines } from './lines';
import { copyTile } from './matrix';
import { packPanel } from './pack';
import { RECTIFY, tile6 } from './tiles';
import {
  inputChannels,
  kernelHeight,
  kernelWidth,
  outputChannels,
  outputHeight,
  outputWidth,
  pitch,
  strideAcross,
  strideDown,
  strip,
} from './window';

const TILE: usize = 6 * 8 * 4;

/** One panel (8 output channels) of filter[K, N]. Parameters: 1 filter, 2 K, 3 N, 4 panels. */
export function packFilter(job: usize, task: i32): void {
  const K = load<i32>(job, 8);
  const N = load<i32>(job, 12);
  const from = <usize>load<u32>(job, 4) + <usize>task * 32;
  packPanel(from, <usize>N * 4, K, min(8, N - task * 8), <usize>load<u32>(job, 16) + <usize>(task * K) * 32);
}

/**
 * One panel of the filter that leads from the output's gradient to the input's: taps turned by 180 degrees, input and
 * output channels exchanged. Parameters: 1 filter[taps, inputs, outputs], 2 taps, 3 inputs, 4 panels, 5 outputs.
 */
export function packTurnedFilter(job: usize, task: i32): void {
  const taps = load<i32>(job, 8);
  const inputs = load<i32>(job, 12);
  const outputs = load<i32>(job, 20);
  const columns = min(8, inputs - task * 8);
  let to = <usize>load<u32>(job, 16) + <usize>(task * taps * outputs) * 32;
  for (let tap = taps - 1; tap >= 0; tap--) {
    const from = <usize>load<u32>(job, 4) + <usize>((tap * inputs + task * 8) * outputs) * 4;
    for (let o = 0; o < outputs; o++) {
      for (let j = 0; j < 8; j++) {
        store<f32>(to + (j << 2), j < columns ? load<f32>(from + <usize>(j * outputs + o) * 4) : 0);
      }
      to += 32;
    }
  }
}

/**
 * Some rows of one image of out[batch, output height, output width, output channels]. Parameters: the window's, then
 * 16 out, 17 packed filter, 18 bias or 0, 19 rectify, 20 output rows of a task. Scratch: a spare tile, then a strip.
 */
export function convolveRows(job: usize, task: i32, scratch: usize): void {
  const OH = outputHeight(job);
  const OW = outputWidth(job);
  const N = outputChannels(job);
  const KH = kernelHeight(job);
  const step = load<i32>(job, 80);
  const strips = (OH + step - 1) / step;
  const image = task / strips;
  const row = (task % strips) * step;
  const rows = min(step, OH - row);
  const x = strip(job, image, row, rows, scratch + TILE);
  const rowPitch = pitch(job);
  const run = kernelWidth(job) * inputChannels(job);
  const gap = rowPitch - <usize>run * 4;
  const across = <usize>(strideAcross(job) * inputChannels(job)) * 4;
  const nextRow = <usize>strideDown(job) * rowPitch - <usize>(OW - 1) * across;
  const bias = <usize>load<u32>(job, 72);
  const mode = load<i32>(job, 76) ? RECTIFY : 0;
  const pixels = rows * OW;
  const ldc = <usize>N * 4;
  const out = <usize>load<u32>(job, 64) + <usize>((image * OH + row) * OW) * ldc;
  const panelBytes = <usize>(KH * run) * 32;
  let panel = <usize>load<u32>(job, 68);
  if (suitsLines(KH * run, N)) {
    for (let r = 0; r < rows; r++) {
      const from = x + <usize>(r * strideDown(job)) * rowPitch;
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
