import type { Endpoint } from './outbox.ts';
import { Peer } from './peer.ts';

/** Answers what another thread asks of `own`: in a worker, whoever started it. */
export function serve(own: object, endpoint: Endpoint = globalThis as unknown as Endpoint): void {
  new Peer(endpoint, own);
}
