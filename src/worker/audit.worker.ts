import { nearDuplicates } from '../audit/nearDuplicates.ts';
import { findOutliers } from '../audit/outliers.ts';
import { evaluateShortcut } from '../audit/shortcuts/evaluateShortcut.ts';
import { fieldProbes } from '../evaluation/embeddings/fieldProbes.ts';
import type { Auditor, PackedFingerprints } from './auditor.ts';
import { serve } from './rpc/serve.ts';
import { transfer } from './rpc/transfer.ts';

const auditor: Auditor = {
  async groupCopies(fingerprints, { onProgress }) {
    const groups = nearDuplicates(unpacked(fingerprints), onProgress);
    return transfer(groups, [groups.buffer]);
  },
  judgeShortcut: async ({ from, scans, classes, groups, preprocessing }) =>
    evaluateShortcut(from, scans, classes, groups, preprocessing),
  probeFields: async (scans, { values, width }, classes) => fieldProbes(scans, values, width, classes),
  async arrange({ values, width }, { onProgress }) {
    const { umap } = await import('../evaluation/embeddings/umap.ts');
    const places = umap(values, width, onProgress);
    return places && transfer(places, [places.buffer]);
  },
  oddOnes: async (scans, embeddings) => findOutliers(scans, embeddings),
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
