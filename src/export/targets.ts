import type { Target } from './target.ts';
import { tfjs } from './targets/tfjs.ts';

/** Every kind of file that a model can be downloaded as. The first is what the page's button gives. */
export const EXPORT_TARGETS = { tfjs } satisfies Readonly<Record<string, Target>>;

export type ExportTarget = keyof typeof EXPORT_TARGETS;
