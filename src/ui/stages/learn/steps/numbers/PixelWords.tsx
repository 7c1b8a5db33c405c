import type { Box } from '../../../../../preprocessing/headBoundingBox.ts';
import type { PreprocessingSpec } from '../../../../../preprocessing/preprocessingSpec.ts';
import type { ViewedPicture } from '../../../../../worker/jobs/view/viewProtocol.ts';
import { formatValue } from '../../maps/formatValue.ts';
import { meanOf } from './sourceArea.ts';

type PixelWordsProps = {
  readonly picture: ViewedPicture;
  readonly preprocessing: PreprocessingSpec;
  /** Of the input, the framed one. */
  readonly pixel: { readonly row: number; readonly column: number };
  /** 0..1 */
  readonly value: number;
  /** What it shows of the scan. */
  readonly area: Box;
};

/** Where the framed number comes from. */
export function PixelWords({ picture, preprocessing, pixel, value, area }: PixelWordsProps) {
  const byte = Math.round(255 * value);
  return (
    <div className="stack gap-1">
      <p>
        The framed pixel, row {pixel.row + 1}, column {pixel.column + 1}, is <b>{formatValue(value)}</b>: {byte} of 255.
        It shows {formatValue(area.width)} × {formatValue(area.height)} pixels of the scan.
      </p>
      <p>{howMade(picture, preprocessing, area, byte)}</p>
    </div>
  );
}

function howMade(picture: ViewedPicture, { fit }: PreprocessingSpec, area: Box, byte: number): string {
  const isGrey = picture.channels === 1 && picture.values instanceof Uint8Array;
  const mean = isGrey ? meanOf(picture, area) : null;
  if (fit === 'harmonise')
    return `${mean === null ? '' : `The mean of those pixels is ${formatValue(mean)}. `}This network’s scans are harmonised, so that where one is from no longer shows: cropped to the head, made equally sharp, and given one brightness and contrast.`;
  if (mean === null)
    return 'Colours, and values beyond 255, are made grey levels first. Then each pixel is the mean of its part of the scan.';
  const same = Math.abs(mean - byte) <= 0.5 + 1e-3;
  return `The mean of those pixels is ${formatValue(mean)}, rounded ${Math.round(mean)}. Same as the network’s: ${same ? 'yes' : 'no'}.`;
}
