import { readFileSync } from 'node:fs';
import { parseHeaderRules } from '../../src/offline/headerRules.ts';

/** The headers that a host should send. */
export const RULES = parseHeaderRules(readFileSync(new URL('../../public/_headers', import.meta.url), 'utf8'));
