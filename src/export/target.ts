import type { ModelCard } from '../model/card.ts';
import type { NetworkArtifacts } from '../model/networkArtifacts.ts';
import type { EvaluationRecord } from './evaluationJson.ts';

/** A kind of file that a model can be downloaded as. The page loads it, so what writes the file is imported by `write`. */
export type Target = {
  readonly label: string;
  /** Who opens such a file, in a sentence. */
  readonly help: string;
  /** The name of the file for a model of this name. */
  readonly fileName: (model: string) => string;
  /** Rejects where the model is not fit to be opened again. */
  readonly write: (
    model: { readonly card: ModelCard; readonly artifacts: NetworkArtifacts } & Partial<EvaluationRecord>,
  ) => Promise<Blob>;
};
