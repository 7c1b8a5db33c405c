import { groupCopies } from '../audit/duplicates.ts';
import { oddOnes } from '../audit/outliers.ts';
import { judgeShortcut } from '../audit/shortcuts/evaluateShortcut.ts';
import type { Auditor, PackedFingerprints } from './auditor.ts';
import { serve } from './rpc/serve.ts';
import { transfer } from './rpc/transfer.ts';

const auditor: Auditor = {
  async groupCopies(fingerprints, { onProgress }) {
    const groups = groupCopies(unpacked(fingerprints), onProgress);
    return transfer(groups, [groups.buffer]);
  },
  judgeShortcut: async ({ from, scans, classes, groups, preprocessing }) =>
    judgeShortcut(from, scans, classes, groups, preprocessing),
  oddOnes: async (scans, embeddings) => oddOnes(scans, embeddings),
};

const CELLS = 256;
const WORDS = 8;

function unpacked({ grey, hashes }: PackedFingerprints) {
  return Array.from({ length: grey.length / CELLS }, (_, index) => ({
    grey: grey.subarray(index * CELLS, (index + 1) * CELLS),
    differenceHash: hashes.subarray(index * WORDS, (index + 1) * WORDS),
  }));
}

serve(auditor);
