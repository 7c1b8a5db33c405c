import { decodingError } from './messages.ts';

/** Imports code on first use. Throws UserError where the network is away and the code is not cached. */
export async function lazyImport<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch {
    throw decodingError('decoder-not-loaded');
  }
}
