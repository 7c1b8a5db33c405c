import * as Comlink from 'comlink';
import { readCuration } from '../storage/curationStore.ts';
import { CLOSED_BY_BROWSER, openAxialDatabase } from '../storage/database.ts';
import { readDataSet } from '../storage/dataSetStore.ts';
import { DecoderPool } from './decoderPool.ts';
import { EngineHost } from './engineHost.ts';
import { JobsContext } from './jobs/context.ts';
import { createJobs } from './jobs/createJobs.ts';
import { noteVersion } from './jobs/curateDataSet.ts';
import { holdingFiles } from './jobs/holdingFiles.ts';
import { leavingLists } from './jobs/leavingLists.ts';
import { reopenStorage } from './jobs/reopenStorage.ts';
import type { Trouble } from './protocol.ts';

const CLEARED = 'The storage of this page was cleared: the scans, models and runs that were kept here are gone.';

function tell(trouble: string, cleared = false): void {
  postMessage({ trouble, cleared } satisfies Trouble);
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
  const [kept, curation] = await Promise.all([readDataSet(db), readCuration(db)]);
  const { dataSet = null, outcomes = [], unfinished = null } = kept ?? {};
  const context = new JobsContext(db, new DecoderPool(), new EngineHost(), dataSet, outcomes, curation);
  context.unfinished = unfinished;
  await noteVersion(context);
  return context;
}

Comlink.expose(leavingLists(holdingFiles(createJobs(openContext))));
