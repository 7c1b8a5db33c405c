import { registerServiceWorker } from '../../offline/client.ts';
import { hasWorkInProgress } from './workInProgress.ts';
import { notify, workspace } from './workspace.ts';

/**
 * Has the page kept on this device, isolated where the host cannot see to that, and says when a new version is ready.
 *
 * @param onSafe called when the page's threads may start: until then it may be loaded once more
 */
export function registerOffline(onSafe: () => void): void {
  void registerServiceWorker({
    onSafe,
    onKept: () => workspace.setState({ requests: 0 }),
    onRequest: () => workspace.setState(({ requests }) => ({ requests: (requests ?? 0) + 1 })),
    onNewVersion: (takeOver) => whenAtRest(() => offer(takeOver)),
  });
}

function offer(takeOver: () => void): void {
  notify('A new version of Axial is ready.', { label: 'Reload', run: () => whenAtRest(takeOver) });
}

/** At once, or when what is going on has ended. */
function whenAtRest(then: () => void): void {
  if (!hasWorkInProgress(workspace.getState())) {
    then();
    return;
  }
  const stop = workspace.subscribe((state) => {
    if (hasWorkInProgress(state)) return;
    stop();
    then();
  });
}
