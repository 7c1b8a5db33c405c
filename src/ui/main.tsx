import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { onWorkerFailure } from '../worker/client.ts';
import { App } from './App.tsx';
import { openWorkspace } from './jobs.ts';
import { keepPage } from './keepPage.ts';
import { ownWorkspace } from './onlyTab.ts';
import { getReadyAhead } from './readyAhead.ts';
import './styles/tokens.css';
import './styles/base.css';
import { applyTheme, readTheme } from './theme.ts';
import { followAddress, notify, workspace } from './workspace.ts';

applyTheme(readTheme());
followAddress();
getReadyAhead();
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

// The development server changes its files too often to keep them.
if (import.meta.env.PROD) keepPage();
