import type { AxialDatabase } from '../../../storage/database/schema.ts';
import type { JobsContext } from '../context.ts';

/**
 * Opens the storage again after the browser closed it. Where everything in it is gone (it was cleared, by the user or
 * for want of room) the data set is forgotten; what is being trained goes on, and can be kept in the new storage.
 */
export async function reopenStorage(
  context: JobsContext,
  open: () => Promise<AxialDatabase>,
): Promise<'intact' | 'cleared'> {
  const db = await whenClosed(open);
  context.keepIn(db);
  const counts = await Promise.all([...db.objectStoreNames].map((store) => db.count(store)));
  if (counts.some((count) => count > 0)) return 'intact';
  context.forgetDataSet();
  return 'cleared';
}

/** The browser refuses until it has deleted everything. */
const PATIENCE_MS = 10_000;
const ASK_AGAIN_MS = 100;

async function whenClosed(open: () => Promise<AxialDatabase>): Promise<AxialDatabase> {
  const patientUntil = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await open();
    } catch (error) {
      if (performance.now() >= patientUntil) throw error;
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    }
  }
}
