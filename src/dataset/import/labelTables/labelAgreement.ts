/** How the classes of a table fit the folders. */
type LabelAgreement = {
  /** Files that have a class by both. */
  readonly compared: number;
  /** Those whose folder is the one that means their class in the table. */
  readonly agreeing: number;
  /** Agreement beyond chance: Cohen's kappa, 1 at best, 0 where the folder says nothing of the class. */
  readonly kappa: number;
  /** Of each class of the table that folder: another for each class, while there are folders. */
  readonly folderOf: ReadonlyMap<string, string>;
  /** Places of the files that lie elsewhere. */
  readonly differing: readonly number[];
};

type Labelled = { readonly name: string; readonly fileIndices: readonly number[] };
/** Files of one class of the table that lie in one folder. */
type Overlap = { readonly name: string; readonly folder: string; readonly files: number[] };

/** Names need not be alike: 'tumor' in the table may be the folder 'Brain Tumor'. */
export function labelAgreement(folders: readonly Labelled[], table: readonly Labelled[]): LabelAgreement {
  const overlaps = overlapsOf(folders, table).sort((a, b) => b.files.length - a.files.length);
  const folderOf = matchLargestFirst(overlaps);
  const agrees = ({ name, folder }: Overlap) => folderOf.get(name) === folder;
  const differing = overlaps.flatMap((each) => (agrees(each) ? [] : each.files)).sort((a, b) => a - b);
  const compared = overlaps.reduce((sum, { files }) => sum + files.length, 0);
  const agreeing = compared - differing.length;
  return { compared, agreeing, kappa: kappaOf(overlaps, folderOf, agreeing, compared), folderOf, differing };
}

function overlapsOf(folders: readonly Labelled[], table: readonly Labelled[]): Overlap[] {
  const folderByFile = new Map<number, string>();
  for (const { name, fileIndices } of folders) for (const index of fileIndices) folderByFile.set(index, name);
  return table.flatMap(({ name, fileIndices }) => {
    const overlaps = new Map<string, Overlap>();
    for (const index of fileIndices) {
      const folder = folderByFile.get(index);
      if (folder === undefined) continue;
      const known = overlaps.get(folder);
      if (known) known.files.push(index);
      else overlaps.set(folder, { name, folder, files: [index] });
    }
    return [...overlaps.values()];
  });
}

/** A class that finds each of its folders taken shares the one that most of it lies in. */
function matchLargestFirst(overlaps: readonly Overlap[]): Map<string, string> {
  const folderOf = new Map<string, string>();
  const taken = new Set<string>();
  for (const { name, folder } of overlaps) {
    if (folderOf.has(name) || taken.has(folder)) continue;
    folderOf.set(name, folder);
    taken.add(folder);
  }
  for (const { name, folder } of overlaps) if (!folderOf.has(name)) folderOf.set(name, folder);
  return folderOf;
}

/** Cohen (1960), https://doi.org/10.1177/001316446002000104. In one folder alone only a single class agrees. */
function kappaOf(
  overlaps: readonly Overlap[],
  folderOf: ReadonlyMap<string, string>,
  agreeing: number,
  compared: number,
): number {
  const inTable = new Map<string, number>();
  const inFolder = new Map<string, number>();
  for (const { name, folder, files } of overlaps) {
    inTable.set(name, (inTable.get(name) ?? 0) + files.length);
    inFolder.set(folder, (inFolder.get(folder) ?? 0) + files.length);
  }
  let pairs = 0;
  for (const [name, folder] of folderOf) pairs += (inTable.get(name) ?? 0) * (inFolder.get(folder) ?? 0);
  const byChance = pairs / compared;
  if (byChance < compared) return (agreeing - byChance) / (compared - byChance);
  return folderOf.size > 1 ? 0 : 1;
}
