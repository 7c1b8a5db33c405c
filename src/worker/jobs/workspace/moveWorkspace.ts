import { messageOf } from '../../../dataset/messageOf.ts';
import { parseTopology } from '../../../export/modelFile/topology.ts';
import { deleteModel, readModel } from '../../../storage/models/modelStore.ts';
import { readWorkspaceFile, writeWorkspace } from '../../../storage/workspace/workspaceFile.ts';
import type { JobsContext } from '../context.ts';
import type { MovedIn } from './workspaceProtocol.ts';

/** Everything that is stored as one file. @param onProgress bytes that are written so far */
export function moveOut(
  { db }: JobsContext,
  withScans: boolean,
  onProgress: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Blob> {
  let bytes = 0;
  const onRecord = (more: number) => {
    bytes += more;
    onProgress(bytes);
  };
  return writeWorkspace(db, withScans, onRecord, signal);
}

/** Adds what is in such a file. A model whose network is none of Axial's is left out, and said. */
export async function moveIn(
  { db }: JobsContext,
  file: Blob,
  onProgress: (records: number) => void,
  signal: AbortSignal,
): Promise<MovedIn> {
  const { models, dataSet } = await readWorkspaceFile(db, file, onProgress, signal);
  const refused: string[] = [];
  for (const id of models) {
    try {
      const { card, artifacts } = await readModel(db, id);
      const { size, depth } = card.preprocessing;
      parseTopology(artifacts.topology, { input: [size, size, depth], classCount: card.classes.length });
    } catch (error) {
      await deleteModel(db, id);
      refused.push(messageOf(error));
    }
  }
  return { models: models.length - refused.length, dataSet, refused };
}
