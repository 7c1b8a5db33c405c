import { DESCRIPTIONS } from '../../../decoding/formats/descriptions.ts';

/** Lists keep such names when the images were converted, whether they are read here or not. */
const OF_LISTS = ['ppm', 'pgm'];

/** A part of a regular expression: the endings that the names of images have in tables and lists, without the dot, in lower case. */
export const IMAGE_ENDINGS = [...DESCRIPTIONS.flatMap(({ extensions }) => extensions), ...OF_LISTS]
  .map((ending) => ending.replaceAll('.', '\\.'))
  .join('|');
