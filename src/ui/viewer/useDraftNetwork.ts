import { useEffect } from 'react';
import { loadPresets, useDraft } from '../train/draftStore.ts';
import type { ViewedNetwork } from './ScanViewer.tsx';

/** The network that Train is set to train now; null while that is not known. */
export function useDraftNetwork(): ViewedNetwork | null {
  const draft = useDraft();
  useEffect(() => void loadPresets(), []);
  if (draft.step !== 'ready') return null;
  return { spec: draft.draft.request.preprocessing, intro: 'Trained as Train is set now, a network sees' };
}
