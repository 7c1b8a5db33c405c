import type { ValueStatistics } from '../../../dataset/valueStatistics.ts';
import type { VolumeChoice } from '../../../dataset/volumeChoice.ts';
import type { RawImage } from '../../../decoding/image/rawImage.ts';
import type { ScanMask } from '../../../decoding/image/scanMask.ts';
import type { Box } from '../../../preprocessing/headBoundingBox.ts';
import type { Augmentation, PreprocessingSpec } from '../../../preprocessing/preprocessingSpec.ts';
import type { ScanFile } from '../import/importProtocol.ts';

/** Images for the eye. */
export interface ViewJobs {
  /** In the order asked for; null where there is none. */
  thumbnails(sha256s: readonly string[]): Promise<(Thumbnail | null)[]>;
  /** The full-size image of a file as the network's preprocessing gets it (oriented, alpha on black). */
  pictureOfFile(file: ScanFile, volumes?: VolumeChoice): Promise<ImageBitmap>;
  /** The scan at full size and in its own units, with what its header says. */
  viewedPicture(sha256: string): Promise<ViewedPicture>;
  /** The same for a file that is not in the data set; `slice` counts from 0 in a file of several, of a volume among those chosen. */
  viewedPictureOfFile(file: ScanFile, slice?: number, volumes?: VolumeChoice): Promise<ViewedPicture>;
  /** The mask that came with a scan, in its pixels; null where none did. */
  scanMask(sha256: string): Promise<ScanMask | null>;
  /** How many slices a file holds, of a volume those chosen, else its axial ones; 1 of an image. */
  sliceCount(file: ScanFile, volumes?: VolumeChoice): Promise<number>;
  /** What a network with this preprocessing is fed of a scan of the data set (SHA-256) or of a file: the bytes of `preprocess`. */
  networkInput(
    scan: string | ScanFile,
    preprocessing: PreprocessingSpec,
    slice?: number,
    volumes?: VolumeChoice,
  ): Promise<NetworkInput>;
  /** What a network is fed of a scan of the data set in training: as it is, then `count` times changed at random. */
  augmentedInputs(
    sha256: string,
    preprocessing: PreprocessingSpec,
    augmentation: Augmentation,
    count: number,
  ): Promise<Thumbnail[]>;
}

/** A small image to draw with `putImageData`: RGBA, at most 96 pixels a side. */
export type Thumbnail = {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
};

/** A scan for the eye, at full size and in its own units. */
export type ViewedPicture = RawImage & {
  /** Counted off the page's thread: a megapixel takes some ten milliseconds. */
  readonly statistics: ValueStatistics;
};

/** What a network is fed of one scan: [size, size, depth] bytes. */
export type NetworkInput = Pick<PreprocessingSpec, 'size' | 'depth'> & {
  readonly pixels: Uint8Array;
  /** The rectangle of the scan that the square shows, in pixels of the scan: see `inputFrame`. */
  readonly frame: Box;
};
