import { StrictMode } from 'react';
import { prefetchStages } from '../workspace/prefetchStages.ts';
import { App } from './App.tsx';

prefetchStages();

export function Page() {
  return (
    <StrictMode>
      <App />
    </StrictMode>
  );
}
