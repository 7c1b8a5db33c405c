import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { UserError } from '../../../../../dataset/userError.ts';
import { type Preset, presets } from '../../../../../model/presets.ts';
import type { TrainingRequest } from '../../../../../worker/protocol.ts';
import { failureSentence } from '../../../../components/text/failureSentence.ts';
import { readDraft, saveDraft } from './draftStorage.ts';
import { draftOf, type TrainingDraft } from './trainingDraft.ts';

/** What the form of the Train stage holds; it outlives a visit to another stage, and a reload. */
type DraftState =
  | { readonly step: 'loading' }
  | { readonly step: 'failed'; readonly reason: string }
  | { readonly step: 'ready'; readonly presets: readonly Preset[]; readonly draft: TrainingDraft };

const store = createStore<DraftState>(() => ({ step: 'loading' }));

export function useDraft(): DraftState {
  return useStore(store);
}

/** The form holds what it held last, else the first, recommended preset. */
export async function loadPresets(): Promise<void> {
  if (store.getState().step === 'ready') return;
  try {
    const [first] = presets;
    if (!first) throw new UserError('no-presets', {}, 'This version of Axial has no presets. Reload the page.');
    const draft = readDraft(presets) ?? draftOf(first);
    if (store.getState().step !== 'ready') store.setState({ step: 'ready', presets, draft }, true);
  } catch (failure) {
    store.setState({ step: 'failed', reason: failureSentence(failure) }, true);
  }
}

export function editDraft(edit: (draft: TrainingDraft) => TrainingDraft): void {
  const state = store.getState();
  if (state.step !== 'ready') return;
  const draft = edit(state.draft);
  store.setState({ ...state, draft }, true);
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
