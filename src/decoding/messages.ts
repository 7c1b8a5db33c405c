import { type Coded, codesOf, errorsOf, type PlainCode, sentenceIn, UserError } from '../dataset/userError.ts';

type Size = { readonly width: number; readonly height: number };

const plain = (sentence: string) => () => sentence;
const pngDamaged = (what: string) => plain(`The PNG is damaged: ${what}.`);
const gifDamaged = (what: string) => plain(`The GIF is damaged: ${what}.`);
const tiffDamaged = (what: string) => plain(`The TIFF is damaged: ${what}.`);
const dicomDamaged = (what: string) => plain(`The DICOM file is damaged: ${what}.`);
const withoutImage = (what: string) => plain(`This DICOM file ${what}: there is no image in it.`);
const notExported = (what: string) =>
  `This DICOM file holds ${what}, which cannot be read. Export it uncompressed, or as PNG, from the program it came from.`;
const dicomFeature = (feature: string) =>
  `This kind of DICOM file cannot be read: it has ${feature}. Export it as PNG from the program it came from.`;
const dicomJpeg = (kind: string) =>
  `This DICOM file holds a JPEG ${kind}, which cannot be read here. Export it uncompressed from the program it came from.`;
const jpegKind = (kind: string) => plain(`This JPEG is ${kind}, which browsers cannot read. Save it again as PNG.`);
const tiffFeature = (feature: string) =>
  `This kind of TIFF cannot be read: it has ${feature}. Save it as PNG or as plain TIFF.`;
const voxelsElsewhere = plain(
  'This is the header of a volume whose voxels are in another file (.img or .raw). Drop both together, under the same name; or save them as one file: .nii.gz, .nrrd or .mha.',
);
const niftiKind = (kind: string) => `The NIfTI volume consists of ${kind}, which cannot be shown as an image.`;

/** Why a file is not decoded. */
export const DECODING_MESSAGES = {
  // Of any file.
  'file-truncated': plain('The file ends before the image does: it was cut short when it was copied or downloaded.'),
  'file-too-large': ({ mostMb }: { readonly mostMb: number }) =>
    `The file is larger than ${mostMb} MB, too large for a scan.`,
  'file-unreadable': plain('The file could not be read: it was moved, changed or is not permitted. Drop it again.'),
  'file-lost': plain('It was lost.'),
  'decoder-too-slow': plain('It took too long to decode: the file is damaged, or too large for this device.'),
  'decoder-crashed': plain('The image made the decoder fail.'),
  'decoder-failed': ({ error }: { readonly error: string }) => `The image could not be decoded (${error}).`,
  'decoder-not-loaded': plain(
    'The part of Axial that reads this kind of file could not be loaded. Connect to the network and try again.',
  ),
  'canvas-protected': plain(
    'This browser changes the pixels that a page reads (protection against fingerprinting), so images would be learnt wrongly. Allow this page to read canvas data, or use another browser.',
  ),
  'browser-refused': ({ format }: { readonly format: string }) =>
    `The ${format} is damaged, or of a kind that this browser cannot read. Save it again as PNG.`,
  'size-contradiction': ({
    width,
    height,
    storedWidth,
    storedHeight,
  }: Size & { readonly storedWidth: number; readonly storedHeight: number }) =>
    `The image contradicts itself: it says ${width} x ${height} pixels and holds ${storedWidth} x ${storedHeight}.`,
  'image-too-small': ({ width, height, least }: Size & { readonly least: number }) =>
    `The image is too small: ${width} x ${height} pixels. It must have at least ${least} x ${least} pixels.`,
  'image-too-large': ({
    width,
    height,
    megapixels,
    most,
  }: Size & { readonly megapixels: number; readonly most: number }) =>
    `The image is too large: ${width} x ${height} pixels (${megapixels} megapixels). The limit is ${most} megapixels: make it smaller first.`,
  'image-too-long': ({ width, height, most }: Size & { readonly most: number }) =>
    `The image is too long: ${width} x ${height} pixels. No side may have more than ${most} pixels.`,

  // Of files with slices.
  'no-such-slice': plain('The file has no such slice.'),
  'no-slice': plain('There is no slice in this file.'),
  'slices-too-large': ({ mostMb }: { readonly mostMb: number }) =>
    `The slices of this file take more than ${mostMb} MB. Split it, or choose fewer of them.`,
  'stored-slice-damaged': plain('The stored slice of this scan is damaged. Import its file again.'),
  'stored-slice-newer': plain('This slice was stored by a newer version of Axial. Import its file again.'),

  // Of files that are something else.
  'is-empty': plain('The file is empty.'),
  'is-zeros': plain('The file holds nothing but zeros: it was damaged when it was copied.'),
  'is-unknown': ({ formats }: { readonly formats: string }) =>
    `The file is not an image of a kind that can be read (${formats}).`,
  'is-too-short': plain('The file is too short to be an image.'),
  'is-pdf': plain('This is a PDF document, not an image. Export its pages as PNG or JPEG.'),
  'is-zip': plain('This is a zip archive (or an Office document), not an image. Unpack it and drop the folder.'),
  'is-empty-zip': plain('This is an empty zip archive, not an image.'),
  'is-rar': plain('This is a RAR archive, not an image. Unpack it and drop the folder.'),
  'is-7z': plain('This is a 7z archive, not an image. Unpack it and drop the folder.'),
  'is-tar': plain('This is a tar archive, not an image. Unpack it and drop the folder.'),
  'is-jpeg-2000': plain('This is a JPEG 2000 image, which browsers cannot read. Save it as PNG or JPEG.'),
  'is-jpeg-xl': plain('This is a JPEG XL image, which cannot be read. Save it as PNG or JPEG.'),
  'is-avif': plain('This is an AVIF image, which cannot be read. Save it as PNG or JPEG.'),
  'is-heic': plain('This is a HEIC image, which cannot be read. Save it as PNG or JPEG.'),
  'is-heif': plain('This is a HEIF image, which cannot be read. Save it as PNG or JPEG.'),
  'is-video': plain('This is a video, not an image.'),
  'is-damaged-png': plain('This was a PNG once, but its first bytes are damaged. Copy or download it again.'),
  'is-damaged-jpeg': plain('This was a JPEG once, but its first bytes are damaged. Copy or download it again.'),
  'is-photoshop': plain('This is a Photoshop document. Save it as PNG or JPEG.'),
  'is-icon': plain('This is an icon, not a scan.'),
  'is-windows-program': plain('This is a Windows program, not an image.'),
  'is-program': plain('This is a program, not an image.'),
  'is-hdf5': plain('This is an HDF5 file (a Keras model or a MATLAB matrix), not an image.'),
  'is-npz': plain('This is a NumPy archive (.npz) within an archive. Unpack the outer one, and drop the .npz itself.'),
  'is-pickle': plain(
    'This is a Python pickle, which may hold programs, so it is never opened. Save its images as PNG.',
  ),
  'is-matlab': plain('This is a MATLAB matrix, not an image. Save its slices as PNG.'),
  'is-database': plain('This is a database, not an image.'),
  'is-svg': plain('This is an SVG drawing, not a scan. Save it as PNG.'),
  'is-html': plain('This is a web page (HTML), not an image: perhaps an error page that was saved in its place.'),
  'is-xml': plain('This is an XML file, not an image.'),
  'is-json': plain('This is a JSON file, not an image.'),
  'is-git-lfs': plain('This is a Git LFS pointer, not the image itself. Fetch the data with "git lfs pull".'),
  'is-text': plain('This is a text file, not an image.'),

  'npy-header': plain('The NumPy array is damaged: its header cannot be read. Save it again.'),
  'npy-objects': plain(
    'This NumPy array holds Python objects (pickle), which may be programs, so it is never opened. Save it with a type of numbers or texts: array.astype(int), array.astype(str).',
  ),
  'npy-kind': plain('This NumPy array holds neither numbers nor texts. Save it with a plain type, such as uint8.'),
  'npy-shape': ({ shape }: { readonly shape: string }) =>
    `This NumPy array has the shape ${shape}, which is not that of one image. Drop several images together with their labels: X.npy beside y.npy, or numpy.savez('set.npz', images=x, labels=y).`,
  'npy-left-out': plain('This array holds neither images nor the label of each image, so it is left out.'),
  'npy-volume-kind': plain(
    'The numbers of this volume are of a type that cannot be read. Save it as 32-bit fractions: array.astype("float32").',
  ),
  'npz-no-images': plain(
    'No array in this NumPy archive holds images: their shape is N x height x width, N x height x width x 3, or of volumes N x depth x height x width.',
  ),
  'npz-too-many': ({ images, most }: { readonly images: number; readonly most: number }) =>
    `This NumPy archive holds ${images} images; at most ${most} are taken from one.`,
  'npz-fortran': ({ mostMb }: { readonly mostMb: number }) =>
    `This NumPy array is in Fortran order and larger than ${mostMb} MB. Save it again with numpy.ascontiguousarray.`,
  'npz-fractions': plain('Its labels are fractions, no classes, so its images have no class.'),
  'npz-many-classes': ({ classes }: { readonly classes: number }) =>
    `Its labels have ${classes} different values: no classes, so its images have no class.`,
  'npz-multi-label': plain(
    'Its images have several labels each (or none), and a network here gives each scan one, so its images have no class.',
  ),

  'png-no-header': pngDamaged('it does not begin with its header'),
  'png-no-image': pngDamaged('there is no image in it'),
  'png-checksum': pngDamaged('a checksum in it is wrong. Copy or download it again'),
  'png-colours': pngDamaged('its header names colours that do not exist'),
  'png-packing': pngDamaged('its header names a packing that does not exist'),
  'png-unknown-chunk': pngDamaged('there is a part in it that no PNG has'),
  'png-palette': pngDamaged('its palette is missing or broken'),
  'png-data': pngDamaged('its compressed data do not unpack to the image'),
  'png-filter': pngDamaged('its rows are filtered in a way that does not exist'),

  'jpeg-no-image': plain('The JPEG is damaged: there is no image in it.'),
  'jpeg-contradiction': plain(
    'The JPEG is damaged: its tables or headers contradict each other. Copy or download it again.',
  ),
  'jpeg-process': jpegKind('lossless, hierarchical, or packed with arithmetic codes'),
  'jpeg-12-bit': jpegKind('of 12 bits'),

  'gif-no-image': gifDamaged('there is no image in it'),
  'gif-code-width': gifDamaged('its codes have no width'),
  'gif-data': gifDamaged('its compressed data cannot be unpacked'),

  'bmp-no-colours': plain('The BMP is damaged: it names no colours.'),
  'bmp-unreadable': plain('The BMP is damaged, or packed in a way that cannot be read. Save it again as PNG.'),

  'webp-no-image': plain('The WebP is damaged: there is no image in it.'),
  'webp-contradiction': plain('The WebP is damaged: its headers contradict each other. Copy or download it again.'),

  'tiff-no-size': tiffDamaged('it does not say how large its image is'),
  'tiff-short-part': tiffDamaged('a part of its image is shorter than it should be'),
  'tiff-data': tiffDamaged('its compressed data cannot be unpacked'),
  'tiff-missing-parts': tiffDamaged('parts of its image are missing'),
  'tiff-mixed-depths': () => tiffFeature('samples of different depths'),
  'tiff-reversed-bits': () => tiffFeature('reversed bits'),
  'tiff-float-predictor': () => tiffFeature('a floating-point predictor'),
  'tiff-signed-or-float': () => tiffFeature('signed or floating-point samples'),
  'tiff-compression': ({ compression }: { readonly compression: string }) => tiffFeature(`${compression} compression`),
  'tiff-unknown-compression': () => tiffFeature('an unknown compression'),
  'tiff-small-differences': () => tiffFeature('differences of less than 8 bits'),
  'tiff-samples-of-bits': ({ samples, bits }: { readonly samples: number; readonly bits: number }) =>
    tiffFeature(`${samples} samples of ${bits} bits`),
  'tiff-palette': () => tiffFeature('a damaged palette'),
  'tiff-bits': ({ bits }: { readonly bits: number }) => tiffFeature(`samples of ${bits} bits`),
  'tiff-samples': ({ samples }: { readonly samples: number }) => tiffFeature(`${samples} samples`),
  'tiff-colours': ({ colours }: { readonly colours: string }) => tiffFeature(`${colours} colours`),
  'tiff-unknown-colours': () => tiffFeature('unknown colours'),
  'tiff-tile-sides': () => tiffFeature('tiles whose sides are no multiples of 16'),

  'dicom-header': plain('The header of this DICOM file is damaged or cut short: it cannot be read up to the image.'),
  'dicom-no-size': dicomDamaged('it does not say how large its image is'),
  'dicom-no-frame': dicomDamaged('it says that it holds no frame'),
  'dicom-data': dicomDamaged('its compressed image cannot be unpacked'),
  'dicom-not-in-pieces': dicomDamaged('its compressed image is not in pieces'),
  'dicom-pieces': dicomDamaged('the pieces of its compressed image do not follow each other'),
  'dicom-frame-starts': dicomDamaged('it does not say where its frames begin'),
  'dicom-deflated': plain('The DICOM file is damaged, or too large: its compressed data cannot be unpacked.'),
  'dicom-bits-contradiction': plain(
    'The DICOM file contradicts itself: its pixels have more bits than there is room for.',
  ),
  'dicom-size-contradiction': plain(
    'The DICOM file contradicts itself: its header and its compressed image differ in size.',
  ),
  'dicom-palette': plain('The DICOM file has colours from a palette that is missing or packed. Export it as PNG.'),
  'dicom-too-much': ({
    frames,
    megapixels,
    mostFrames,
    mostMegapixels,
  }: Record<'frames' | 'megapixels' | 'mostFrames' | 'mostMegapixels', number>) =>
    `The DICOM file holds too much: ${frames} frames, ${megapixels} megapixels in all. The limit is ${mostFrames} frames and ${mostMegapixels} megapixels: split it first.`,
  'dicom-directory': withoutImage('is the index of a folder of DICOM files (DICOMDIR)'),
  'dicom-radiotherapy': withoutImage('is a radiotherapy plan, dose or structure'),
  'dicom-report': withoutImage('is a report'),
  'dicom-document': withoutImage('is a document'),
  'dicom-curve': withoutImage('is a curve or a sound'),
  'dicom-presentation': withoutImage('is a state of presentation'),
  'dicom-no-pixels': withoutImage('holds no pixels'),
  'dicom-jpeg-2000-components': () => notExported('JPEG 2000 of several components together'),
  'dicom-jpip': () => notExported('pixels that lie on a server (JPIP)'),
  'dicom-video': () => notExported('a video (MPEG)'),
  'dicom-jpeg-xl': () => notExported('JPEG XL'),
  'dicom-old-jpeg': () => notExported('an old kind of JPEG'),
  'dicom-unknown-syntax': () => notExported('a transfer syntax that is not known here'),
  'dicom-mask': () => dicomFeature('one bit per pixel (a mask, not a scan)'),
  'dicom-bits': ({ bits }: { readonly bits: number }) => dicomFeature(`${bits} bits per pixel`),
  'dicom-samples': ({ samples, colours }: { readonly samples: number; readonly colours: string }) =>
    dicomFeature(`${samples} samples of ${colours}`),
  'dicom-samples-of-unknown': ({ samples }: { readonly samples: number }) =>
    dicomFeature(`${samples} samples of unknown colours`),
  'dicom-jpeg-colours': ({ colours }: { readonly colours: number }) =>
    `The DICOM file holds a JPEG of ${colours} colours, which cannot be read.`,
  'dicom-jpeg-process': () => dicomJpeg('that is hierarchical or has arithmetic codes'),
  'dicom-jpeg-bits': ({ bits }: { readonly bits: number }) =>
    dicomJpeg(`of ${bits} bits that is progressive or in colour`),

  'nifti-header': plain('The header of the NIfTI volume is damaged. Copy or convert the file again.'),
  'nifti-impossible-size': ({ size }: { readonly size: string }) =>
    `The NIfTI volume has an impossible size (${size} voxels).`,
  'nifti-bits': () => niftiKind('single bits'),
  'nifti-complex': () => niftiKind('complex numbers'),
  'nifti-128-bit': () => niftiKind('128-bit fractions'),
  'nifti-unknown-type': ({ type }: { readonly type: number }) => niftiKind(`numbers of an unknown kind (${type})`),
  'nifti-gzip': plain('The gzip archive is damaged, or made of several: unpack it, and drop the .nii file.'),
  'nifti-not-in-gzip': plain('This is a gzip archive without a volume in it (.nii, .mgh): unpack it first.'),
  'nifti-none': plain('This is no NIfTI volume.'),
  'volume-header': plain('The header of this volume is damaged or cut short. Copy the file again.'),
  'volume-two-files': voxelsElsewhere,
  'volume-kind': plain('The voxels of this volume are of a kind that cannot be read. Save it as NIfTI (.nii.gz).'),
  'volume-not-3d': ({ size }: { readonly size: string }) =>
    `This volume has ${size} voxels; only those of two or three axes are read. Save one of its volumes as NIfTI (.nii.gz).`,
  'volume-packed': plain('The compressed voxels of this volume are damaged. Copy the file again.'),
  'nifti-too-many-slices': ({ slices, most }: { readonly slices: number; readonly most: number }) =>
    `There are ${slices} slices in this volume; at most ${most} are taken from one. Choose fewer of them, or another plane.`,
  'nifti-too-large': ({ size, mb, mostMb }: { readonly size: string; readonly mb: number; readonly mostMb: number }) =>
    `The volume of ${size} voxels takes ${mb} MB; at most ${mostMb} MB can be read.`,

  // Of refusals that earlier versions stored.
  'is-bigtiff': plain('This is a BigTIFF image. Drop its file again: it can be read now.'),
  'is-numpy': plain('This is a NumPy array, not an image. Drop its file again: it can be read now.'),
  'tiff-planes': () => tiffFeature('separate colour planes'),
  'is-analyze': voxelsElsewhere,
  'nifti-two-files': voxelsElsewhere,
} as const;

export type PlainDecodingCode = PlainCode<typeof DECODING_MESSAGES>;

export const decodingError = errorsOf(DECODING_MESSAGES);

/** For what is answered and not thrown: an error takes a kilobyte, which counts where a hundred thousand files are refused. */
export const decodingCode = codesOf<typeof DECODING_MESSAGES>();

/** The same refusal, to be thrown. */
export function decodingErrorOf(refusal: Coded): UserError {
  return new UserError(refusal.code, refusal.params, sentenceIn(DECODING_MESSAGES, refusal));
}

/** Returns what a reader throws when the bytes stop before the image does. */
export function truncatedError(): UserError {
  return decodingError('file-truncated');
}
