export {
  mergeMoments,
  mergeNormGradient,
  normalize,
  normGradient,
  partialMoments,
  partialNormGradient,
  restoreScales,
} from './batchNorm';
export { convolveRows, packFilter, packTurnedFilter } from './convolution';
export { sumFilterGradient } from './filterGradient';
export { globalMaxGradient } from './globalMax';
export { halvingGradient } from './halving';
export { multiplyBlock, multiplyFew, multiplyTransposed } from './matrix';
export { adam, momentum, movingAverage } from './optimizer';
export { halvedNormGradient, normalizeHalved, partialHalvedGradient } from './pooledNorm';
export { maxPool, maxPoolGradient, meanPool, meanPoolGradient } from './pooling';
export { resample } from './resample';
export { addParts, biasGradient, finishRow } from './sums';
export { convolveWinograd, finishWinogradGradient, packWinogradFilter, sumWinogradGradient } from './winograd';
