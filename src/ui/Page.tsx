import { StrictMode } from 'react';
import { App } from './App.tsx';
import { getReadyAhead } from './readyAhead.ts';

getReadyAhead();

export function Page() {
  return (
    <StrictMode>
      <App />
    </StrictMode>
  );
}
