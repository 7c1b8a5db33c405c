import { availableBackends, startComputeBackend } from './backend.ts';
import type { BackendName } from './backends.ts';

/** Starts a backend where this browser has it; else says that a test is skipped, and resolves to false. */
export async function startIfAvailable(name: BackendName): Promise<boolean> {
  const offer = (await availableBackends()).find((each) => each.backend === name);
  if (offer?.available) await startComputeBackend(name);
  else console.warn(`Skipped: no ${name} here.`);
  return offer?.available ?? false;
}
