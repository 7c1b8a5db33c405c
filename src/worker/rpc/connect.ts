import type { Endpoint } from './outbox.ts';
import { Peer, type Remote } from './peer.ts';

/**
 * The object that another thread serves. A worker that fails rejects the calls that wait for it.
 *
 * @param name what the log of `?debug` calls it
 * @param onFailure hears of it before the calls are rejected, with the reason in the browser's words, or none
 */
export function connect<T extends object>(
  endpoint: Endpoint,
  name: string,
  onFailure: (reason: string) => void = () => {},
): Remote<T> {
  const peer = new Peer(endpoint, {}, name);
  endpoint.addEventListener('error', ({ message }) => {
    onFailure(message ?? '');
    peer.fail(new Error(`A part of Axial has stopped (${message || 'it could not be loaded'}). Reload the page.`));
  });
  return remote<T>((method, args) => peer.call(method, args));
}

/** The same of a thread that is started later: calls wait for it, in their order. */
export function connectLater<T extends object>(started: Promise<Remote<T>>): Remote<T> {
  return remote<T>(async (method, args) => {
    const there = (await started) as Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;
    return there[method]?.(...args);
  });
}

function remote<T extends object>(call: (method: string, args: readonly unknown[]) => Promise<unknown>): Remote<T> {
  return new Proxy({} as Remote<T>, {
    // A promise that resolves to it must not take it for one of its kind.
    get: (_, method) =>
      typeof method === 'string' && method !== 'then' ? (...args: readonly unknown[]) => call(method, args) : undefined,
  });
}
