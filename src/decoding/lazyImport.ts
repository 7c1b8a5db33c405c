import { DecodingError } from '../dataset/decodingError.ts';

/** Code that is fetched when it is needed first. Throws DecodingError where the network is away and the code is not kept. */
export async function lazyImport<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch {
    throw new DecodingError(
      'The part of Axial that reads this kind of file could not be loaded. Connect to the network and try again.',
    );
  }
}
