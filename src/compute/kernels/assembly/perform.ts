import {
  mergeMoments,
  mergeNormGradient,
  normalize,
  normGradient,
  partialMoments,
  partialNormGradient,
  restoreScales,
} from './batchNorm';
import { convolveRows, packFilter, packTurnedFilter } from './convolution';
import { sumFilterGradient } from './filterGradient';
import { multiplyBlock, multiplyTransposed } from './matrix';
import { adam, momentum } from './optimizer';
import { halvedNormGradient, normalizeHalved, partialHalvedGradient } from './pooledNorm';
import { maxPool, maxPoolGradient, meanPool, meanPoolGradient } from './pooling';
import { resample } from './resample';
import { addParts, biasGradient, finishRow } from './sums';
import { convolveWinograd, finishWinogradGradient, packWinogradFilter, sumWinogradGradient } from './winograd';

/**
 * Does one task of the job at `job`, whose first word says which; the numbers are those of `machine.ts`. The last two
 * words of the job are where the threads' scratch begins and how many bytes each has.
 */
export function perform(job: usize, task: i32, thread: i32): void {
  const scratch = <usize>load<u32>(job, 248) + <usize>thread * <usize>load<u32>(job, 252);
  switch (load<i32>(job)) {
    case 1:
      multiplyBlock(job, task, scratch);
      break;
    case 2:
      packFilter(job, task);
      break;
    case 3:
      packTurnedFilter(job, task);
      break;
    case 4:
      convolveRows(job, task, scratch);
      break;
    case 5:
      sumFilterGradient(job, task, scratch);
      break;
    case 6:
      addParts(job, task);
      break;
    case 7:
      biasGradient(job, task);
      break;
    case 8:
      maxPool(job, task);
      break;
    case 9:
      meanPool(job, task);
      break;
    case 10:
      maxPoolGradient(job, task);
      break;
    case 11:
      meanPoolGradient(job, task);
      break;
    case 12:
      adam(job, task);
      break;
    case 13:
      partialMoments(job, task);
      break;
    case 14:
      mergeMoments(job);
      break;
    case 15:
      normalize(job, task);
      break;
    case 16:
      partialNormGradient(job, task);
      break;
    case 17:
      mergeNormGradient(job);
      break;
    case 18:
      normGradient(job, task);
      break;
    case 19:
      multiplyTransposed(job, task, scratch);
      break;
    case 20:
      finishRow(job, task);
      break;
    case 21:
      packWinogradFilter(job, task, scratch);
      break;
    case 22:
      convolveWinograd(job, task, scratch);
      break;
    case 23:
      sumWinogradGradient(job, task, scratch);
      break;
    case 24:
      finishWinogradGradient(job, task, scratch);
      break;
    case 25:
      momentum(job, task);
      break;
    case 26:
      resample(job, task);
      break;
    case 27:
      normalizeHalved(job, task);
      break;
    case 28:
      restoreScales(job);
      break;
    case 29:
      partialHalvedGradient(job, task);
      break;
    case 30:
      halvedNormGradient(job, task);
      break;
  }
}
