import { partsOf } from '../../../dataset/import/filePairs.ts';
import type { VolumeChoice } from '../../../dataset/volumeChoice.ts';
import type { SliceSource, WhichSlices } from '../../image/rawImage.ts';
import { decodingError } from '../../messages.ts';
import { slicesOfNiftiParts } from '../nifti/nifti.ts';
import { NiftiBytes } from '../nifti/niftiBytes.ts';
import { NIFTI_1_BYTES } from '../nifti/niftiHeader.ts';

/** The slices of an Analyze 7.5 volume, as nibabel reads it: the first axis runs to the left. Throws UserError. */
export async function* analyzeSlices(
  file: Uint8Array<ArrayBuffer>,
  which: WhichSlices,
  volumes: VolumeChoice,
): AsyncGenerator<SliceSource> {
  const { header, voxels } = partsOf(file);
  if (!voxels) throw decodingError('volume-two-files');
  const bytes = new NiftiBytes(header);
  const start = await bytes.take(NIFTI_1_BYTES).finally(() => bytes.close());
  yield* slicesOfNiftiParts({ header: asNifti(start), voxels }, which, volumes, scalingByRanges(start));
}

const AT = {
  ...{ slope: 112, units: 123, valuesMost: 124, valuesLeast: 128, storedMost: 140, storedLeast: 144 },
  ...{ directions: 252, magic: 344 },
};
const MILLIMETRES = 2;

/** The header as NIfTI has it, which took over what Analyze (and SPM) says of sizes and numbers, and put directions where Analyze has names and dates. */
function asNifti(analyze: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const bytes = analyze.slice();
  bytes.fill(0, AT.directions, AT.magic);
  bytes[AT.units] = MILLIMETRES;
  for (let i = 0; i < 4; i++) bytes[AT.magic + i] = 'ni1\0'.charCodeAt(i);
  return bytes;
}

/** Where SPM gives no slope, the ranges of the stored numbers and of the values do, as in nibabel's Spm2AnalyzeHeader. */
function scalingByRanges(analyze: Uint8Array<ArrayBuffer>): { slope?: number; intercept?: number } {
  const view = new DataView(analyze.buffer);
  const little = view.getInt32(0, true) === NIFTI_1_BYTES;
  const given = view.getFloat32(AT.slope, little);
  const storedLeast = view.getInt32(AT.storedLeast, little);
  const stored = view.getInt32(AT.storedMost, little) - storedLeast;
  const least = view.getFloat32(AT.valuesLeast, little);
  const values = view.getFloat32(AT.valuesMost, little) - least;
  if ((Number.isFinite(given) && given !== 0) || stored === 0 || !Number.isFinite(values) || values === 0) return {};
  const slope = values / stored;
  return { slope, intercept: least - slope * storedLeast };
}
