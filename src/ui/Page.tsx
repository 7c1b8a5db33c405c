import { StrictMode } from 'react';
import { App } from './App.tsx';
import { prefetchStages } from './readyAhead.ts';

prefetchStages();

export function Page() {
  return (
    <StrictMode>
      <App />
    </StrictMode>
  );
}
