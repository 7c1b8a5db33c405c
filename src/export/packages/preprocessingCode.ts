import type { PreprocessingSpec } from '../../preprocessing/preprocessingSpec.ts';
import source from '../python/preprocess.py?raw';

const READ = ['half_up', 'between', 'window', 'load_image', 'to_luma', 'overlaps', 'area_means', 'resize_area'];
const PAD = [...READ, 'centred'];
/** The functions of preprocess.py that a fit needs. */
const FUNCTIONS = {
  stretch: READ,
  pad: PAD,
  harmonise: [...PAD, 'nearest_rank', 'blur', 'largest_piece', 'head_box', 'harmonise'],
} as const;

const SQUARES = {
  stretch: ['    square = resize_area(image, SIZE, SIZE)'],
  pad: [
    '    scale = SIZE / max(image.shape[:2])',
    '    height, width = (max(1, int(half_up(side * scale))) for side in image.shape[:2])',
    '    square = centred(resize_area(image, width, height), SIZE)',
  ],
  harmonise: ['    square = harmonise(image, SIZE)'],
} as const;

/** A network's input in NumPy, for this preprocessing alone and without comments: for a README, whoever has nothing else. */
export function preprocessingCode({ size, depth, fit, version }: PreprocessingSpec): string {
  return [
    'import numpy as np',
    'from PIL import Image, ImageOps',
    `SIZE, DEPTH = ${size}, ${depth}`,
    ...FUNCTIONS[fit].map(functionOf),
    'def network_input(file):',
    `    image = ${depth === 1 ? `to_luma(load_image(file, ${version}))` : `load_image(file, ${version})`}`,
    ...SQUARES[fit],
    '    return (np.repeat(square, DEPTH // square.shape[2], axis=2) / 255).astype(np.float32)[None]',
  ].join('\n');
}

/** From its `def` to the next blank lines, without what explains it. */
function functionOf(name: string): string {
  const start = source.indexOf(`\ndef ${name}(`);
  if (start < 0) throw new Error(`preprocess.py has no '${name}'.`);
  const [code = ''] = source.slice(start + 1).split('\n\n\n');
  return code
    .replace(/^ {4}""".*?"""\n/ms, '')
    .replace(/^ +# .*\n/gm, '')
    .trimEnd();
}
