import { broken } from './broken.mjs';
import { frozen } from './frozen.mjs';
import { growth } from './growth.mjs';
import { hidden } from './hidden.mjs';
import { gpu } from './lostGpu.mjs';
import { mutations } from './mutations.mjs';
import { cleared, quota } from './storage.mjs';
import { tabs } from './tabs.mjs';
import { versions } from './versions.mjs';

/** The parts of the ordeal: what is promised, how often it is to be tried, and one try, which says what was wrong. */
export const PARTS = [mutations, broken, frozen, hidden, gpu, quota, cleared, tabs, versions, growth];
