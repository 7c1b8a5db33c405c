import type { DataSet, Scan } from './scan.ts';

/** 64 hexadecimal digits that tell the scans of a test apart. */
export const shaOf = (index: number) => index.toString(16).padStart(64, '0');

/** Scans 0, 1, 2... of these classes, each from a file of its own. */
export function exampleDataSet(classNames: readonly string[]): DataSet {
  const scans = classNames.map((className, index): Scan => {
    const name = `${index}.jpg`;
    return {
      ...{ sha256: shaOf(index), name, path: `${className}/${name}`, className, format: 'jpeg' },
      ...{ width: 200, height: 150, bytes: 3, colourMode: null, facts: null, subject: null, slice: null },
      fingerprint: { grey: new Uint8Array(256), differenceHash: new Uint32Array(8) },
    };
  });
  return { name: 'Scans', synthetic: false, classes: [...new Set(classNames)].sort(), scans };
}
