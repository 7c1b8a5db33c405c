import { joinBytes } from '../../archive/joinBytes.ts';
import { sha256Of } from '../../dataset/hashes.ts';
import type { RawImage } from '../../decoding/image/rawImage.ts';
import { textCell } from '../results/resultsCsv.ts';
import type { SplitRow } from '../target.ts';

const COLUMNS = 'sha256,path,class,label,group,part,values,low,high,inverted,padding_low,padding_high';

/** What `train.py` reads: where each scan is, and of a slice how its values become bytes. */
export function splitCsv(classes: readonly string[], rows: readonly SplitRow[]): string {
  const lines = rows.map(({ sha256, path, className, group, part, slice }) => {
    const label = classes.indexOf(className);
    const window = slice
      ? [slice.values, slice.window.low, slice.window.high, slice.inverted ? 1 : 0]
      : ['', '', '', ''];
    const padding = slice?.padding ? [slice.padding.low, slice.padding.high] : ['', ''];
    const cells = [sha256, textCell(path), textCell(className), label, group, part, ...window, ...padding];
    return `${cells.join(',')}\r\n`;
  });
  return [`${COLUMNS}\r\n`, ...lines].join('');
}

type Values = Pick<RawImage, 'width' | 'height' | 'channels' | 'values'>;

/**
 * SHA-256 of what a slice measures: width, height and channels (little-endian uint32), then its values in the narrowest type that holds them
 * (`narrowed`), little-endian. Unlike the hash of a stored slice it can be made by any program that reads the file (`slices.py`).
 */
export function valuesHash({ width, height, channels, values }: Values): Promise<string> {
  const size = new Uint8Array(Uint32Array.of(width, height, channels).buffer);
  return sha256Of(joinBytes([size, new Uint8Array(values.buffer, values.byteOffset, values.byteLength)]));
}
