import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { presets, recommendedPreset } from '../../../../../model/presets.ts';
import type { TrainingRequest } from '../../../../../worker/jobs/training/trainingProtocol.ts';
import { readDraft, saveDraft } from './draftStorage.ts';
import { draftOf, type TrainingDraft } from './trainingDraft.ts';

/** What the form of the Train stage holds; it outlives a visit to another stage, and a reload. At first it is the recommended preset. */
const store = createStore<TrainingDraft>(() => readDraft(presets) ?? draftOf(recommendedPreset));

export function useDraft(): TrainingDraft {
  return useStore(store);
}

export function editDraft(edit: (draft: TrainingDraft) => TrainingDraft): void {
  const draft = edit(store.getState());
  store.setState(draft, true);
  saveDraft(draft);
}

/** Changes fields of one part of the request. */
export function editRequest<Part extends 'preprocessing' | 'augmentation' | 'hyperparameters' | 'split'>(
  part: Part,
  fields: Partial<TrainingRequest[Part]>,
): void {
  editDraft((draft) => ({
    ...draft,
    request: { ...draft.request, [part]: { ...draft.request[part], ...fields } },
  }));
}

export function replaceInRequest(fields: Partial<Pick<TrainingRequest, 'network' | 'backend'>>): void {
  editDraft((draft) => ({ ...draft, request: { ...draft.request, ...fields } }));
}
