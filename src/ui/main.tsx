import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { openWorkspace } from './jobs.ts';
import { ownWorkspace } from './onlyTab.ts';
import './styles/tokens.css';
import './styles/base.css';
import { applyTheme, readTheme } from './theme.ts';
import { followAddress, workspace } from './workspace.ts';

applyTheme(readTheme());
followAddress();
ownWorkspace(
  () => void openWorkspace(),
  () => workspace.setState({ opening: { step: 'elsewhere' } }),
);

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
