import { useDraft } from '../stages/train/settings/draft/draftStore.ts';
import { draftFor } from '../stages/train/settings/draft/trainingDraft.ts';
import { sizeIsAllowed } from '../stages/train/settings/settingsProblem.ts';
import { useWorkspace } from '../workspace/workspace.ts';
import type { ViewedNetwork } from './networkWords.ts';

/** The network that Train would train now on this data set; null where its size is none. */
export function useDraftNetwork(): ViewedNetwork | null {
  const draft = useDraft();
  const harmonised = useWorkspace(({ dataSet }) => dataSet?.harmonised ?? false);
  const { preprocessing } = draftFor(draft, { harmonised }).request;
  if (!sizeIsAllowed(preprocessing.size)) return null;
  return { spec: preprocessing, intro: 'Trained as Train is set now, a network sees', model: null };
}
