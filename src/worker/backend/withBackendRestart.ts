import type { BackendChoice, BackendInfo } from '../../compute/backends.ts';
import type { Remote } from '../rpc/peer.ts';
import type { BackendWorkerHost } from './backendWorkerHost.ts';
import type { ComputeBackend } from './computeBackend.ts';

/** `compute/` throws an error of this name inside the backend's worker; only the name survives the crossing. */
function isBackendLost(error: unknown): error is Error {
  return error instanceof Error && error.name === 'BackendLostError';
}

type Host = Pick<BackendWorkerHost, 'start' | 'startAny' | 'run' | 'close'>;

/** How often work is begun again on a fresh backend; then the GPU is given up for WASM. */
const MOST_RESTARTS = 2;

async function startOn(host: Host, choice: BackendChoice | 'any', losses: number): Promise<BackendInfo> {
  if (losses >= MOST_RESTARTS) return startInstead(host, choice);
  try {
    return choice === 'any' ? await host.startAny() : await host.start(choice);
  } catch (error) {
    // After a loss the browser may give a page no graphics any more, or none so soon.
    if (losses === 0 || isBackendLost(error)) throw error;
    return startInstead(host, choice);
  }
}

async function startInstead(host: Host, choice: BackendChoice | 'any'): Promise<BackendInfo> {
  const info = await host.start('wasm');
  return choice === 'wasm' ? info : { ...info, reason: 'It goes on here since the backend before it was lost.' };
}

/**
 * Does `work` on a backend, again on a fresh one each time the backend is lost. After two losses, or where a lost one does not
 * start again, it goes on without the GPU; after as many again the loss is thrown.
 *
 * @param onLost hears of each loss; where it throws, the work is given up
 */
export async function withBackendRestart<T>(
  host: Host,
  choice: BackendChoice | 'any',
  work: (backend: Remote<ComputeBackend>, info: BackendInfo) => Promise<T>,
  onLost: (reason: string) => void = () => {},
): Promise<T> {
  for (let losses = 0; ; losses++) {
    try {
      const info = await startOn(host, choice, losses);
      return await host.run((backend) => work(backend, info));
    } catch (error) {
      host.close();
      if (!isBackendLost(error) || losses >= 2 * MOST_RESTARTS) throw error;
      onLost(error.message);
    }
  }
}
