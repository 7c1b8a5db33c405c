import * as Comlink from 'comlink';
import { openAxialDatabase } from '../storage/database.ts';
import { readDataSet } from '../storage/dataSetStore.ts';
import { DecoderPool } from './decoderPool.ts';
import { EngineHost } from './engineHost.ts';
import { JobsContext } from './jobs/context.ts';
import { createJobs } from './jobs/createJobs.ts';
import { holdingFiles } from './jobs/holdingFiles.ts';
import { leavingLists } from './jobs/leavingLists.ts';
import type { Trouble } from './protocol.ts';

async function openContext(): Promise<JobsContext> {
  const db = await openAxialDatabase('axial', (trouble) => postMessage({ trouble } satisfies Trouble));
  const kept = await readDataSet(db);
  return new JobsContext(db, new DecoderPool(), new EngineHost(), kept?.dataSet ?? null, kept?.outcomes ?? []);
}

Comlink.expose(leavingLists(holdingFiles(createJobs(openContext))));
