import { readZipDirectory } from '../../archive/zipDirectory.ts';
import { isZip } from '../../archive/zipStructure.ts';
import { isSameData } from '../../model/card/canonicalJson.ts';
import { chainsOf, isGraph } from '../../model/ensemble.ts';
import { isKerasFile, readKeras } from '../keras/readKeras.ts';
import { isOnnx, readOnnx } from '../onnx/readOnnx.ts';
import type { OpenedModel } from './foreignCard.ts';
import { unzipModel } from './modelZip.ts';
import { layerSpecsOf } from './topology.ts';

/**
 * Reads a model of any kind that Axial opens: its own zip, a `.keras` of Keras 3, its own ONNX.
 * @param name of the file
 * @throws Error of one sentence; nothing of the network has been built by then
 */
export async function openModelFile(bytes: Uint8Array, name: string): Promise<OpenedModel> {
  const opened = await openedAs(bytes, name);
  demandOwnNetwork(opened);
  return opened;
}

async function openedAs(bytes: Uint8Array, name: string): Promise<OpenedModel> {
  if (isOnnx(bytes)) return readOnnx(bytes);
  if (!isZip(bytes)) return unzipModel(bytes); // says what it is instead
  const entries = readZipDirectory(bytes);
  return isKerasFile(entries) ? readKeras(bytes, entries, name) : unzipModel(bytes);
}

/** A card may not describe another network than the file holds: pictures, explanations and `train.py` follow the card. */
function demandOwnNetwork({ card: { network, preprocessing }, artifacts: { topology } }: OpenedModel): void {
  const { size, depth } = preprocessing;
  const chains = isGraph(topology) ? chainsOf(topology) : [topology];
  if (!chains.every((chain) => isSameData(layerSpecsOf(chain, [size, size, depth]), network.layers)))
    throw new Error('The card in this file describes another network than the file holds: take another copy.');
}
