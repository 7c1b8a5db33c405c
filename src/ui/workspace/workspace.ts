import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { BackendInfo } from '../../compute/backends.ts';
import type { DataSetView } from '../../dataset/edits/dataSetView.ts';
import type { ModelSummary } from '../../worker/jobs/models/modelProtocol.ts';
import type { Workspace } from '../../worker/jobs/workspace/workspaceProtocol.ts';
import { failureSentence, isUnexpected } from '../components/text/failureSentence.ts';
import { type ClassifyState, notClassifying } from '../stages/classify/classifyState.ts';
import { type ImportState, noImport } from '../stages/data/import/importState.ts';
import type { conclusionOf } from '../stages/evaluate/baseline/conclusion.ts';
import { saveLastModelId } from './lastModelId.ts';
import { isToast, type Notice, type NoticeAction, withNotice, withoutNotice } from './notices.ts';
import type { SampleState } from './sampleState.ts';
import { type Stage, type StageLine, stageOfHash } from './stage.ts';

/** Whether what is stored on the device has been read. */
export type Opening =
  | { readonly step: 'opening' }
  | { readonly step: 'open' }
  | { readonly step: 'failed'; readonly reason: string }
  /** Another tab holds the workspace. */
  | { readonly step: 'elsewhere' };

export type WorkspaceState = Omit<Workspace, 'dataSet'> & {
  readonly dataSet: DataSetView | null;
  readonly opening: Opening;
  readonly stage: Stage;
  /** The model of Evaluate and Classify; read it with `chosenModel`. */
  readonly modelId: string | null;
  /** What computes here; null until it is known. */
  readonly backend: BackendInfo | null;
  /** What Data shows of a data set. */
  readonly dataView: 'scans' | 'audit';
  readonly importing: ImportState;
  readonly classifying: ClassifyState;
  readonly sample: SampleState;
  /** What stages with a state of their own (Train) say in the rail. */
  readonly stageLines: Partial<Readonly<Record<Stage, StageLine>>>;
  /** A run has gone further than its last save, or a trained network is saved nowhere. */
  readonly unsavedTraining: boolean;
  readonly notices: readonly Notice[];
  /** What is read of a drop before it can be shown, in words, and how to stop that; null: nothing. */
  readonly reading: { readonly sentence: string; readonly stop: () => void } | null;
  /** Fetched once there is a model: the first load does without it. */
  readonly conclude: typeof conclusionOf | null;
  /** What the page has asked of the network since it is stored on this device itself; null where it is not, or nobody counts. */
  readonly requests: number | null;
};

const emptyWorkspace: WorkspaceState = {
  dataSet: null,
  models: [],
  brokenModels: [],
  run: null,
  shortcuts: null,
  storage: { usedBytes: 0, quotaBytes: 0, persistent: false },
  opening: { step: 'opening' },
  stage: 'data',
  modelId: null,
  backend: null,
  dataView: 'scans',
  importing: noImport,
  classifying: notClassifying,
  sample: { step: 'idle' },
  stageLines: {},
  unsavedTraining: false,
  notices: [],
  reading: null,
  conclude: null,
  requests: null,
};

/** The one store of the page. Change it through the functions below or `setState` with a pure reducer. */
export const workspace = createStore<WorkspaceState>(() => emptyWorkspace);

/** Renders again only when what `select` returns is another value: let it return parts of the state, never new objects. */
export function useWorkspace<Selected>(select: (state: WorkspaceState) => Selected): Selected {
  return useStore(workspace, select);
}

/** The model that was chosen, else the newest. */
export function chosenModel(state: Pick<WorkspaceState, 'models' | 'modelId'>): ModelSummary | null {
  return state.models.find((model) => model.id === state.modelId) ?? state.models[0] ?? null;
}

/** @param keptModelId the model chosen at the last visit; it may have been deleted since */
export function workspaceOpened(
  opened: Omit<Workspace, 'dataSet'> & Pick<WorkspaceState, 'dataSet'>,
  keptModelId: string | null,
): Partial<WorkspaceState> {
  const models = newestFirst(opened.models);
  const last = models.find(({ id }) => id === keptModelId);
  return { ...opened, models, opening: { step: 'open' }, ...(last ? { modelId: last.id } : {}) };
}

/** Resolves once what is stored has been read, or cannot be. */
export function openingEnded(): Promise<Exclude<Opening, { readonly step: 'opening' }>> {
  return new Promise((resolve) => {
    const stop = workspace.subscribe(look);
    look(workspace.getState());
    function look({ opening }: WorkspaceState): void {
      if (opening.step === 'opening') return;
      stop();
      resolve(opening);
    }
  });
}

export function newestFirst(models: readonly ModelSummary[]): ModelSummary[] {
  return models.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
}

/** Real scans end the run on sample scans. */
export function setDataSet(dataSet: DataSetView | null): void {
  if (!dataSet) workspace.setState({ dataSet, dataView: 'scans' });
  else workspace.setState(dataSet.synthetic ? { dataSet } : { dataSet, sample: { step: 'idle' } });
}

export function showDataView(dataView: WorkspaceState['dataView']): void {
  workspace.setState({ dataView });
}

export function setModels(models: readonly ModelSummary[]): void {
  workspace.setState({ models: newestFirst(models) });
}

export function chooseModel(modelId: string): void {
  workspace.setState({ modelId });
  saveLastModelId(modelId);
}

export function setBackend(backend: BackendInfo): void {
  workspace.setState({ backend });
}

export function setStageLine(stage: Stage, line: StageLine | null): void {
  workspace.setState((state) => {
    const { [stage]: _, ...others } = state.stageLines;
    return { stageLines: line ? { ...others, [stage]: line } : others };
  });
}

/** Goes through the address, so that 'back' works. */
export function showStage(stage: Stage): void {
  window.location.hash = stage;
}

/** Follows the address from now on; toasts stay behind with their stage. Returns how to stop. */
export function followAddress(): () => void {
  const follow = () => workspace.setState((state) => atStage(state, stageOfHash(window.location.hash)));
  follow();
  window.addEventListener('hashchange', follow);
  return () => window.removeEventListener('hashchange', follow);
}

export function atStage(
  state: Pick<WorkspaceState, 'stage' | 'notices'>,
  stage: Stage,
): Pick<WorkspaceState, 'stage' | 'notices'> {
  if (stage === state.stage) return { stage, notices: state.notices };
  return { stage, notices: state.notices.filter((notice) => !isToast(notice)) };
}

let lastNotice = 0;

/** Shows a sentence, with a way back where there is one. */
export function notify(text: string, action: NoticeAction | null = null): void {
  show({ tone: 'quiet', text, action });
}

function show(said: Omit<Notice, 'id'>): void {
  lastNotice += 1;
  const notice: Notice = { id: lastNotice, ...said };
  workspace.setState((state) => ({ notices: withNotice(state.notices, notice) }));
}

/** Shows why something failed or was not begun: what was thrown, or a sentence. What nobody foresaw comes with the file that helps to find it. */
export function notifyFailure(failure: unknown): void {
  const said = { tone: 'bad', text: failureSentence(failure), action: null } as const;
  show(isUnexpected(failure) ? { ...said, failure } : said);
}

export function dismissNotice(id: number): void {
  workspace.setState((state) => ({ notices: withoutNotice(state.notices, id) }));
}
