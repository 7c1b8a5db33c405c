export { bitsOfWords, countWords } from './counts';
export { writeLevels } from './levels';
export { widenBytes } from './widen';
