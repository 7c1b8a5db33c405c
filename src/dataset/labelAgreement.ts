/** How the classes of a table fit the folders. */
export type LabelAgreement = {
  /** Files that have a class by both. */
  readonly compared: number;
  /** Those whose folder is the one that their class in the table mostly lies in. */
  readonly agreeing: number;
  /** Of each class of the table that folder. */
  readonly folderOf: ReadonlyMap<string, string>;
  /** Places of the files that lie elsewhere. */
  readonly differing: readonly number[];
};

type Labelled = { readonly name: string; readonly fileIndices: readonly number[] };

/** Names need not be alike: 'tumor' in the table may be the folder 'Brain Tumor'. */
export function labelAgreement(folders: readonly Labelled[], table: readonly Labelled[]): LabelAgreement {
  const folderByFile = new Map<number, string>();
  for (const { name, fileIndices } of folders) for (const index of fileIndices) folderByFile.set(index, name);
  const folderOf = new Map<string, string>();
  const differing: number[] = [];
  let compared = 0;
  for (const { name, fileIndices } of table) {
    const both = fileIndices.filter((index) => folderByFile.has(index));
    const folder = mostFrequent(both.map((index) => folderByFile.get(index) ?? ''));
    if (folder === null) continue;
    folderOf.set(name, folder);
    compared += both.length;
    for (const index of both) if (folderByFile.get(index) !== folder) differing.push(index);
  }
  return { compared, agreeing: compared - differing.length, folderOf, differing: differing.sort((a, b) => a - b) };
}

function mostFrequent(names: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? null;
}
