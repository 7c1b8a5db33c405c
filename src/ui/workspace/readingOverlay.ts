import { workspace } from './workspace.ts';

/**
 * Shows over the page what is being read, and a way to stop it. Resolves to null where it was stopped: `read` is told so by
 * the signal, and not waited for.
 */
export async function withReadingOverlay<T>(
  read: (tell: (sentence: string) => void, signal: AbortSignal) => Promise<T>,
): Promise<T | null> {
  const stopping = new AbortController();
  const stopped = new Promise<null>((resolve) => {
    stopping.signal.addEventListener('abort', () => resolve(null));
  });
  const tell = (sentence: string) => {
    if (!stopping.signal.aborted) workspace.setState({ reading: { sentence, stop: () => stopping.abort() } });
  };
  const work = read(tell, stopping.signal);
  work.catch(() => {}); // a failure after the stop is no one's
  try {
    return await Promise.race([work, stopped]);
  } finally {
    workspace.setState({ reading: null });
  }
}
