import { useEffect, useState } from 'react';
import type { StoredBytes } from '../../../worker/protocol.ts';
import { jobs } from '../../workspace/jobs.ts';
import { useWorkspace } from '../../workspace/workspace.ts';
import { storageSentence } from './storageWords.ts';

/** Until models that were deleted are gone for good. */
const ASK_AGAIN_MS = 3000;

/** One line: what the storage of this page is used for. */
export function StorageUse() {
  const models = useWorkspace((state) => state.models);
  const dataSet = useWorkspace((state) => state.dataSet);
  const [stored, setStored] = useState<StoredBytes | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when either changes
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let shown = true;
    const ask = async () => {
      const answer = await jobs.storedBytes();
      if (!shown) return;
      setStored(answer);
      if (answer.deletedModels > 0) timer = setTimeout(() => void ask().catch(() => {}), ASK_AGAIN_MS);
    };
    void ask().catch(() => {}); // the line is left out
    return () => {
      shown = false;
      clearTimeout(timer);
    };
  }, [models, dataSet]);
  return stored ? <p className="quiet dense">{storageSentence(stored)}</p> : null;
}
