import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { onWorkerFailure } from '../worker/client.ts';
import { App, fetchStages } from './App.tsx';
import { openWorkspace } from './jobs.ts';
import { ownWorkspace } from './onlyTab.ts';
import './styles/tokens.css';
import './styles/base.css';
import { applyTheme, readTheme } from './theme.ts';
import { followAddress, notify, workspace } from './workspace.ts';

applyTheme(readTheme());
followAddress();
ownWorkspace(
  () => void openWorkspace(),
  () => workspace.setState({ opening: { step: 'elsewhere' } }),
);

onWorkerFailure((reason) => notify(reason, 'bad'));

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

// Safari has no idle callback.
(globalThis.requestIdleCallback ?? setTimeout)(fetchStages);
