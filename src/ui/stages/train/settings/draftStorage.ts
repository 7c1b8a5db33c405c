import * as v from 'valibot';
import type { Preset } from '../../../../model/presets.ts';
import { NAN, requestSchema } from './draftSchema.ts';
import type { TrainingDraft } from './trainingDraft.ts';

const KEY = 'axial-training-draft';

const schema = v.object({ basis: v.string(), request: requestSchema });

/** Keeps what the form holds for the next visit. */
export function saveDraft({ basis, request }: TrainingDraft): void {
  try {
    localStorage.setItem(KEY, writtenDraft({ basis, request }));
  } catch {
    // Storage may be shut off or full: it holds for this visit.
  }
}

/** As JSON, in which an empty field (NaN) keeps its place. */
export function writtenDraft({ basis, request }: TrainingDraft): string {
  const write = (_: string, value: unknown) => (Number.isNaN(value) ? NAN : value);
  return JSON.stringify({ basis: basis.id, request }, write);
}

/** What the form held at the last visit; null where nothing was kept, or no settings. */
export function readDraft(presets: readonly Preset[]): TrainingDraft | null {
  try {
    return parseDraft(JSON.parse(localStorage.getItem(KEY) ?? 'null'), presets);
  } catch {
    return null;
  }
}

/** A network that is called a preset is that preset as it is in this version. */
export function parseDraft(raw: unknown, presets: readonly Preset[]): TrainingDraft | null {
  const kept = v.safeParse(schema, raw);
  const basis = kept.success ? presets.find(({ id }) => id === kept.output.basis) : undefined;
  if (!kept.success || !basis) return null;
  const { request } = kept.output;
  const named = presets.find(({ id }) => id === request.network.preset);
  return { basis, request: { ...request, network: named?.network ?? request.network } };
}
