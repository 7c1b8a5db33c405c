import type { Zippable } from 'fflate';
import { writeCardElsewhere } from '../modelFile/cardFile.ts';
import type { ExportedModel } from '../network/chains.ts';
import { kitFiles, textFiles, zipBlob } from '../packages/kit.ts';
import { packageReadme } from '../packages/packageReadme.ts';
import { kerasFiles } from './kerasModel.ts';

/** The three members that Keras reads. Weights hardly shrink: they are stored. */
export function kerasMembers(model: ExportedModel): Zippable {
  const { config, weights } = kerasFiles(model);
  return {
    ...textFiles({
      'metadata.json': JSON.stringify({ keras_version: '3.0.0', date_saved: model.card.createdAt }),
      'config.json': JSON.stringify(config),
    }),
    'model.weights.h5': [weights, { level: 0 }],
  };
}

/** With the card, and the checksum of both. */
export async function kerasWithCard(model: ExportedModel): Promise<Zippable> {
  const card = await writeCardElsewhere(model.card, model.artifacts);
  return { ...kerasMembers(model), ...textFiles({ 'axial.json': card }) };
}

/** A `.keras` that carries its card and preprocessing with it: a zip whose other members Keras passes over. */
export async function writeKeras(model: ExportedModel): Promise<Blob> {
  const readme = packageReadme(model.card, 'keras');
  return zipBlob({ ...kitFiles(model), ...(await kerasWithCard(model)), ...textFiles({ 'README.md': readme }) });
}
