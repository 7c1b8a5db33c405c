import * as v from 'valibot';
import { BACKEND_NAMES } from './backends.ts';

export const backendNameSchema = v.picklist(BACKEND_NAMES);
export const backendChoiceSchema = v.picklist(['auto', ...BACKEND_NAMES]);
