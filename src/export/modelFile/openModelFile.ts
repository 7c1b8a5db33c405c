import { readZipDirectory } from '../../archive/zipDirectory.ts';
import { isZip } from '../../archive/zipStructure.ts';
import { isKerasFile, readKeras } from '../keras/readKeras.ts';
import { isOnnx, readOnnx } from '../onnx/readOnnx.ts';
import type { OpenedModel } from './foreignCard.ts';
import { unzipModel } from './modelZip.ts';

/**
 * Reads a model of any kind that Axial opens: its own zip, a `.keras` of Keras 3, its own ONNX.
 * @param name of the file
 * @throws Error of one sentence; nothing of the network has been built by then
 */
export async function openModelFile(bytes: Uint8Array, name: string): Promise<OpenedModel> {
  if (isOnnx(bytes)) return readOnnx(bytes);
  if (!isZip(bytes)) return unzipModel(bytes); // says what it is instead
  const entries = readZipDirectory(bytes);
  return isKerasFile(entries) ? readKeras(bytes, entries, name) : unzipModel(bytes);
}
