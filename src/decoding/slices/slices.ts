import { ALL_AXIAL, type VolumeChoice } from '../../dataset/volumeChoice.ts';
import { checkSize } from '../imageHeader.ts';
import { lazyImport } from '../lazyImport.ts';
import type { SliceSource, WhichSlices } from '../rawImage.ts';

/**
 * The slices of a DICOM or NIfTI file one after another. What reads them is loaded when the first such file comes.
 * Throws DecodingError in words.
 */
export async function* slicesOf(
  bytes: Uint8Array<ArrayBuffer>,
  format: 'dicom' | 'nifti',
  which: WhichSlices,
  volumes: VolumeChoice = ALL_AXIAL,
): AsyncGenerator<SliceSource> {
  if (format === 'dicom') {
    const { decodeDicom } = await lazyImport(() => import('../formats/dicom/dicom.ts'));
    yield* decodeDicom(bytes, which);
  } else {
    const { niftiSlices } = await lazyImport(() => import('../formats/nifti/nifti.ts'));
    const centre = (volumes.from + volumes.to) / 2;
    const choice = which === 'middle' ? { ...volumes, from: centre, to: centre } : volumes;
    for await (const slice of niftiSlices(bytes, choice, typeof which === 'number' ? which : null)) {
      checkSize(slice.width, slice.height); // else it could be kept and never be read back
      yield slice;
    }
  }
}
