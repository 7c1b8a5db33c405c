import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { formatBytes, formatCounted } from '../../../components/text/format.ts';
import { download } from '../../../workspace/download.ts';
import { jobs } from '../../../workspace/jobs.ts';
import { notify, notifyFailure, showStage, workspace } from '../../../workspace/workspace.ts';

/** Moving everything that is stored to another browser. */
type MoveState =
  | { readonly step: 'idle' }
  | { readonly step: 'asking' }
  | { readonly step: 'moving'; readonly words: string; readonly stop: () => void }
  /** The page has to be loaded again to show what was added. */
  | { readonly step: 'added'; readonly words: string };

const store = createStore<MoveState>(() => ({ step: 'idle' }));

export function useMoving(): MoveState {
  return useStore(store);
}

export function askWhatToMove(): void {
  showStage('models');
  store.setState({ step: 'asking' }, true);
}

export function endMoving(): void {
  store.setState({ step: 'idle' }, true);
}

/** Downloads the file. */
export async function saveWorkspaceFile(withScans: boolean): Promise<void> {
  await whileMoving(async (tell, signal) => {
    const onProgress = (bytes: number) => tell(`${formatBytes(bytes)} written`);
    const file = await jobs.moveOut(withScans, { onProgress, signal });
    download(file, `${workspace.getState().dataSet?.name ?? 'Axial'}.axial`);
    notify(`Saved the workspace file, ${formatBytes(file.size)}. Add it in another browser under Models.`);
    endMoving();
  });
}

/** Adds what is in the file. */
export async function openWorkspaceFile(file: File): Promise<void> {
  showStage('models');
  await whileMoving(async (tell, signal) => {
    const onProgress = (records: number) => tell(`${formatCounted(records, 'record')} read`);
    const added = await jobs.moveIn(file, { onProgress, signal });
    store.setState({ step: 'added', words: addedWords(added) }, true);
  });
}

function addedWords({ models, dataSet, refused }: Awaited<ReturnType<typeof jobs.moveIn>>): string {
  const parts = [...(dataSet ? ['the data set'] : []), ...(models > 0 ? [formatCounted(models, 'model')] : [])];
  const added =
    parts.length === 0 ? 'Everything in this file is here already, or a data set is.' : `Added ${parts.join(' and ')}.`;
  return refused.length === 0 ? added : `${added} Left out: ${refused.join(' ')}`;
}

async function whileMoving(move: (tell: (words: string) => void, signal: AbortSignal) => Promise<void>): Promise<void> {
  const stopping = new AbortController();
  const tell = (words: string) => store.setState({ step: 'moving', words, stop: () => stopping.abort() }, true);
  tell('Starting');
  try {
    await move(tell, stopping.signal);
  } catch (failure) {
    endMoving();
    if (!stopping.signal.aborted) notifyFailure(failure);
  }
}
