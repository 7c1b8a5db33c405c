import { isVolume } from '../../../dataset/volumes.ts';
import type { ImportRequest } from './importProtocol.ts';

type DroppedFile = ImportRequest['files'][number];

/** Volumes that lie in one folder with others: of one patient, where they are few. */
export type VolumesBeside = ReadonlyMap<DroppedFile, readonly DroppedFile[]>;

/** More in one folder are scans of several patients. */
const MOST_OF_ONE_PATIENT = 12;

export function volumesBeside(files: readonly DroppedFile[]): VolumesBeside {
  const byFolder = new Map<string, DroppedFile[]>();
  for (const file of files) {
    if (!isVolume(file.path)) continue;
    const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1);
    const beside = byFolder.get(folder);
    if (beside) beside.push(file);
    else byFolder.set(folder, [file]);
  }
  const ofOnePatient = [...byFolder.values()].filter(({ length }) => length >= 2 && length <= MOST_OF_ONE_PATIENT);
  return new Map(
    ofOnePatient.flatMap((volumes) =>
      volumes.map((each) => [each, volumes.filter((other) => other !== each)] as const),
    ),
  );
}

/** The files that have masks, those among the volumes beside them. */
export function withLabelVolumes(
  files: readonly DroppedFile[],
  labels: ReadonlySet<DroppedFile>,
  beside: VolumesBeside,
): DroppedFile[] {
  const marked = files.filter((file) => file.masks || beside.has(file)); // few sets have any
  return marked.flatMap((file) => {
    const marks = (beside.get(file) ?? []).filter((other) => labels.has(other));
    const masks = [...(file.masks ?? []), ...marks.map((mark) => mark.file)];
    return masks.length > 0 && !labels.has(file) ? [{ ...file, masks }] : [];
  });
}
