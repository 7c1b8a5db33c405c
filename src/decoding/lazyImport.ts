import { decodingError } from './messages.ts';

/** Code that is fetched when it is needed first. Throws UserError where the network is away and the code is not kept. */
export async function lazyImport<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch {
    throw decodingError('decoder-not-loaded');
  }
}
