import { onWorkerFailure, startWorker } from '../worker/client.ts';
import { sayLostDrop } from './drop/waitingDrop.ts';
import { openWorkspace } from './workspace/jobs.ts';
import { registerOffline } from './workspace/registerOffline.ts';
import { lockSingleTab } from './workspace/singleTabLock.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/layout.css';
import { applyTheme, readTheme } from './workspace/theme.ts';
import { warnBeforeLeaving } from './workspace/unsavedWork.ts';
import { watchStorage } from './workspace/watchStorage.ts';
import { followAddress, notifyFailure, workspace } from './workspace/workspace.ts';

applyTheme(readTheme());
followAddress();
onWorkerFailure((reason) => notifyFailure(reason));
watchStorage();
sayLostDrop();
lockSingleTab(
  () => void openWorkspace(),
  () => workspace.setState({ opening: { step: 'elsewhere' } }),
);

warnBeforeLeaving();

/**
 * The worker reads what is kept meanwhile. Two files, named in the page's head so that both are on their way already:
 * evaluated as one they would hold up a slow device for a moment.
 */
async function show(root: HTMLElement): Promise<void> {
  const [react, page] = [import('react-dom/client'), import('./app/Page.tsx')];
  const { createRoot } = await react;
  const { Page } = await page;
  createRoot(root).render(<Page />);
}

const root = document.getElementById('root');
if (root) void show(root);

// The development server changes its files too often to keep them.
if (import.meta.env.PROD) registerOffline(startWorker);
else startWorker();
