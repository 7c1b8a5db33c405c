import type { Target } from './target.ts';
import { fastapi } from './targets/fastapi.ts';
import { flask } from './targets/flask.ts';
import { html } from './targets/html.ts';
import { huggingFace } from './targets/huggingFace.ts';
import { keras } from './targets/keras.ts';
import { litert } from './targets/litert.ts';
import { onnx } from './targets/onnx.ts';
import { python } from './targets/python.ts';
import { recipe } from './targets/recipe.ts';
import { tfjs } from './targets/tfjs.ts';

/** Every kind of file that a model can be downloaded as. The first is what the page's button gives. */
export const EXPORT_TARGETS = {
  tfjs,
  keras,
  onnx,
  litert,
  flask,
  fastapi,
  html,
  huggingFace,
  python,
  recipe,
} satisfies Readonly<Record<string, Target>>;

export type ExportTarget = keyof typeof EXPORT_TARGETS;
