import * as Comlink from 'comlink';
import { readCuration } from '../storage/curationStore.ts';
import { openAxialDatabase } from '../storage/database.ts';
import { readDataSet } from '../storage/dataSetStore.ts';
import { DecoderPool } from './decoderPool.ts';
import { EngineHost } from './engineHost.ts';
import { JobsContext } from './jobs/context.ts';
import { createJobs } from './jobs/createJobs.ts';
import { noteVersion } from './jobs/curateDataSet.ts';
import { holdingFiles } from './jobs/holdingFiles.ts';
import { leavingLists } from './jobs/leavingLists.ts';
import type { Trouble } from './protocol.ts';

async function openContext(): Promise<JobsContext> {
  const db = await openAxialDatabase('axial', (trouble) => postMessage({ trouble } satisfies Trouble));
  const [kept, curation] = await Promise.all([readDataSet(db), readCuration(db)]);
  const { dataSet = null, outcomes = [], unfinished = null } = kept ?? {};
  const context = new JobsContext(db, new DecoderPool(), new EngineHost(), dataSet, outcomes, curation);
  context.unfinished = unfinished;
  await noteVersion(context);
  return context;
}

Comlink.expose(leavingLists(holdingFiles(createJobs(openContext))));
