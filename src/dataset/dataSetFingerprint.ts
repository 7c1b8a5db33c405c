/**
 * What a data set is, in one line: SHA-256 (64 hex digits) over the sorted lines `sha256 class` of the scans in use and
 * `sha256` of those excluded, each ended by a newline. The same scans under the same classes give the same fingerprint, in
 * whatever order and from whatever folders they came.
 */
export async function dataSetFingerprint(
  scans: readonly { readonly sha256: string; readonly className: string }[],
  excluded: readonly { readonly sha256: string }[] = [],
): Promise<string> {
  const lines = scans.map(({ sha256, className }) => `${sha256} ${className}\n`);
  lines.push(...excluded.map(({ sha256 }) => `${sha256}\n`));
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(lines.sort().join('')));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
