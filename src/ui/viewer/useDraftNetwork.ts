import { useEffect } from 'react';
import { loadPresets, useDraft } from '../stages/train/settings/draft/draftStore.ts';
import { draftFor } from '../stages/train/settings/draft/trainingDraft.ts';
import { sizeIsAllowed } from '../stages/train/settings/settingsProblem.ts';
import { useWorkspace } from '../workspace/workspace.ts';
import type { ViewedNetwork } from './networkWords.ts';

/** The network that Train would train now on this data set; null while that is not known. */
export function useDraftNetwork(): ViewedNetwork | null {
  const state = useDraft();
  const harmonised = useWorkspace(({ dataSet }) => dataSet?.harmonised ?? false);
  useEffect(() => void loadPresets(), []);
  if (state.step !== 'ready') return null;
  const { preprocessing } = draftFor(state.draft, { harmonised }).request;
  if (!sizeIsAllowed(preprocessing.size)) return null;
  return { spec: preprocessing, intro: 'Trained as Train is set now, a network sees', model: null };
}
