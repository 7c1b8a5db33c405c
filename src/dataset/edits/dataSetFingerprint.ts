import { sha256Of } from '../hashes.ts';

/**
 * What a data set is, in one line: SHA-256 (64 hex digits) over the sorted lines `sha256 class` of the scans in use and
 * `sha256` of those excluded, each ended by a newline; a newline in the name of a class is followed by a space, so that no
 * name can pass for two lines. The same scans under the same classes give the same fingerprint, in
 * whatever order and from whatever folders they came.
 */
export function dataSetFingerprint(
  scans: readonly { readonly sha256: string; readonly className: string }[],
  excluded: readonly { readonly sha256: string }[] = [],
): Promise<string> {
  const lines = scans.map(({ sha256, className }) => `${sha256} ${className.replaceAll('\n', '\n ')}\n`);
  for (const { sha256 } of excluded) lines.push(`${sha256}\n`);
  return sha256Of(lines.sort().join(''));
}

/** Which scans there are and in which order, whatever their classes. */
export function orderFingerprint(scans: readonly { readonly sha256: string }[]): Promise<string> {
  return sha256Of(scans.map(({ sha256 }) => sha256).join(''));
}
