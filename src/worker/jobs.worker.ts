import { CLOSED_BY_BROWSER, openAxialDatabase } from '../storage/database/database.ts';
import { readDataSet } from '../storage/dataSet/dataSetStore.ts';
import { readEdits } from '../storage/dataSet/editStore.ts';
import { BackendWorkerHost } from './backend/backendWorkerHost.ts';
import { DecodePool } from './decodePool/decodePool.ts';
import { JobsContext } from './jobs/context.ts';
import { createJobs } from './jobs/createJobs.ts';
import { noteVersion } from './jobs/dataSet/curateDataSet.ts';
import { reopenStorage } from './jobs/workspace/reopenStorage.ts';
import type { Jobs } from './protocol.ts';
import { serve } from './rpc/serve.ts';

const CLEARED = 'The storage of this page was cleared: the scans, models and runs that were kept here are gone.';

let onTrouble: Parameters<Jobs['watchStorage']>[0]['onTrouble'] = () => {};
const watchStorage: Jobs['watchStorage'] = (listener) => {
  onTrouble = listener.onTrouble;
  return new Promise<never>(() => {});
};

function tell(sentence: string, cleared = false): void {
  onTrouble({ sentence, cleared });
}

async function openContext(): Promise<JobsContext> {
  const open = () => openAxialDatabase('axial', tell, () => void reopen());
  const reopen = async () => {
    try {
      if ((await reopenStorage(context, open)) === 'cleared') tell(CLEARED, true);
    } catch {
      tell(CLOSED_BY_BROWSER);
    }
  };
  const db = await open();
  const [kept, curation] = await Promise.all([readDataSet(db), readEdits(db)]);
  const { dataSet = null, outcomes = [], unfinished = null } = kept ?? {};
  const context = new JobsContext(db, new DecodePool(), new BackendWorkerHost(), dataSet, outcomes, curation);
  context.unfinished = unfinished;
  await noteVersion(context);
  return context;
}

serve({ ...createJobs(openContext), watchStorage } satisfies Jobs);
