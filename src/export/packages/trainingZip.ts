import { zipSync } from 'fflate';
import { recipeOf } from '../../model/card/recipe.ts';
import preprocessingRules from '../../preprocessing/PREPROCESSING.md?raw';
import { kerasMembers } from '../keras/kerasFile.ts';
import type { ExportedModel } from '../network/chains.ts';
import preprocess from '../python/preprocess.py?raw';
import slices from '../python/slices.py?raw';
import train from '../python/train.py?raw';
import type { SplitRow } from '../target.ts';
import { cardJson, textFiles, zipBlob } from './kit.ts';
import { packageReadme } from './packageReadme.ts';
import { splitCsv } from './splitCsv.ts';

const REQUIREMENTS = ['keras>=3.6', 'numpy>=1.24', 'pillow>=10', 'jax>=0.4.30'];
/** Where scans are slices of DICOM files or volumes. */
const FOR_SLICES = ['pydicom>=3', 'nibabel>=5'];

/** A folder that trains on: the network, its recipe and its split by the hashes of the scans. */
export function writeTraining(model: ExportedModel & { readonly split?: readonly SplitRow[] }): Blob {
  const { card, split } = model;
  if (!split) throw new Error('The split of this model is not known here, and without it training cannot go on.');
  if (card.folds) throw new Error('This model is several networks on several splits: continue with a model of one.');
  const required = split.some(({ slice }) => slice) ? [...REQUIREMENTS, ...FOR_SLICES] : REQUIREMENTS;
  return zipBlob({
    ...textFiles({
      'README.md': packageReadme(card, 'python'),
      'train.py': train,
      'preprocess.py': preprocess,
      'slices.py': slices,
      'PREPROCESSING.md': preprocessingRules,
      'requirements.txt': required.map((each) => `${each}\n`).join(''),
      'recipe.json': JSON.stringify(recipeOf(card), null, 1),
      'axial.json': cardJson(model),
      'split.csv': splitCsv(card.classes, split),
    }),
    'model.keras': [zipSync(kerasMembers(model)), { level: 0 }],
  });
}
