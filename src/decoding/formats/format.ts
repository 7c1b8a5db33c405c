import type { VolumeChoice } from '../../dataset/volumeChoice.ts';
import type { ImageHeader } from '../image/imageHeader.ts';
import type { RawImage, SliceSource, WhichSlices } from '../image/rawImage.ts';
import type { ImageDescription, SlicesDescription } from './description.ts';
import type { DecodingPath } from './jpeg/jpeg.ts';

type Bytes = Uint8Array<ArrayBuffer>;

type Sniffing = {
  /** Returns whether the first bytes of a file are those of this format. */
  readonly sniff: (bytes: Uint8Array) => boolean;
};

/** A file format of one image a file. */
export type ImageFormat = ImageDescription &
  Sniffing & {
    /** Checks the structure and reads size, orientation and colours. Throws UserError, or RangeError where the file ends too early. */
    readonly header: (bytes: Uint8Array) => ImageHeader;
    /** Decodes the pixels as they are stored, before the header's orientation is applied. Throws UserError. */
    readonly decode: (bytes: Bytes, header: ImageHeader, path?: DecodingPath) => RawImage | Promise<RawImage>;
  };

/** A file format of several slices a file. */
export type SlicesFormat = SlicesDescription &
  Sniffing & {
    /** It may be packed in gzip, as a whole. */
    readonly readsGzip?: true;
    /** Decodes slices one at a time, upright as viewers show them. Throws UserError. */
    readonly slices: (bytes: Bytes, which: WhichSlices, volumes: VolumeChoice) => AsyncIterable<SliceSource>;
  };
