import {
  bySha256,
  type Fingerprint,
  type ImageStatistics,
  type PatientKey,
  type Scan,
  type SlicePlace,
} from '../../../dataset/scan.ts';
import { leakageGroups } from '../../../dataset/split/leakageGroups.ts';
import type { Predictions } from '../../../evaluation/predictions.ts';
import { describeSet, type SetDescription } from '../../../evaluation/setDescription.ts';
import type { ExternalTest } from '../../../storage/models/modelRecords.ts';
import { addExternalTest } from '../../../storage/models/modelStore.ts';
import { withAuditor } from '../../auditor.ts';
import { batchFiles } from '../../decodePool/batchFiles.ts';
import { type DecodeResult, scansOf } from '../../decodePool/decodeResult.ts';
import { transfer } from '../../rpc/transfer.ts';
import { packFingerprints } from '../audit/auditCopies.ts';
import type { ClassifyingModel } from '../classify/loadedModelCache.ts';
import { packedPixels, predictPixels } from '../classify/predictPixels.ts';
import type { JobsContext } from '../context.ts';
import type { ClassifyProgress } from '../jobOptions.ts';
import { ProgressReporter } from '../progressReporter.ts';
import type { ExternalTestRequest } from './modelProtocol.ts';

/** Fewer say nothing. */
const LEAST_SCANS = 10;

type OnProgress = (progress: ClassifyProgress) => void;

/** A scan of the set, with what the network says of it. */
type Tested = {
  readonly sha256: string;
  readonly label: number;
  readonly probabilities: readonly number[];
  readonly format: string;
  readonly width: number;
  readonly height: number;
  readonly facts: ImageStatistics | null;
  readonly fingerprint: Fingerprint;
  readonly subject: PatientKey | null;
  readonly slice: SlicePlace | null;
};

/**
 * Tests a model on labelled scans from elsewhere: the same decoding and preprocessing as everywhere, then duplicates of its training and
 * validation scans are left out, and what is left is kept with the model.
 * @throws Error in words where too few scans are left, or it was stopped
 */
export async function testExternally(
  context: JobsContext,
  model: ClassifyingModel,
  request: ExternalTestRequest,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  const { tested, repeated, refused } = await predictAll(context, model, request, onProgress, signal);
  signal.throwIfAborted();
  const { groups, duplicates, exactDuplicates, nearDuplicates } = await withoutDuplicates(
    context,
    model,
    tested,
    signal,
  );
  const places = tested.flatMap((_, place) => (duplicates.has(place) ? [] : [place]));
  if (places.length < LEAST_SCANS) throw new Error(tooFew(places.length, tested.length, refused));
  const left = places.flatMap((place) => tested[place] ?? []);
  const { classes } = model.card;
  const predictions: Predictions = {
    sha256: left.map(({ sha256 }) => sha256),
    labels: left.map(({ label }) => label),
    probabilities: left.map(({ probabilities }) => probabilities),
    groups: places.map((place) => groups[place] ?? place),
  };
  const test: ExternalTest = {
    ...{ id: crypto.randomUUID(), name: request.name, at: new Date().toISOString(), predictions },
    external: describeSet(left, predictions.labels, classes.length),
    internal: internalSet(context, model),
    leftOut: { exactDuplicates, nearDuplicates, repeated, refused },
  };
  signal.throwIfAborted();
  await addExternalTest(context.db, model.id, test);
}

function tooFew(left: number, tested: number, refused: number): string {
  const why =
    left < tested ? `${tested - left} of ${tested} are duplicates of scans that the model learned from` : null;
  const rest = [why, refused > 0 ? `${refused} could not be read` : null].filter((each) => each !== null);
  return `Only ${left} scans are left for the test${rest.length > 0 ? `: ${rest.join(', ')}` : ''}. Choose a set with ${LEAST_SCANS} other scans or more.`;
}

async function predictAll(
  context: JobsContext,
  model: ClassifyingModel,
  { files, volumes }: ExternalTestRequest,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<{ tested: Tested[]; repeated: number; refused: number }> {
  const { preprocessing } = model.card;
  const wanted = {
    ...{ pixels: preprocessing, fingerprint: true, imageStatistics: true, thumbnail: null, originals: false },
    ...(volumes && { volumes }),
  };
  const reporter = new ProgressReporter(files.length);
  const tested = new Map<string, Tested>();
  let [repeated, refused] = [0, 0];
  const batches = batchFiles(files, context.pool.size, (some) => context.archives.batchOf(some));
  for await (const { items, results } of context.pool.decodeAll(batches, wanted, signal)) {
    const taken = items.map((file, index) => labelledScans(file, results[index]));
    const decoded = taken.flatMap((scans) => scans ?? []);
    refused += taken.filter((scans) => scans === null).length;
    const rows = await predictPixels(context, model, packedPixels(decoded, preprocessing), decoded.length);
    for (const [index, scan] of decoded.entries()) {
      if (tested.has(scan.sha256)) repeated += 1;
      else if (scan.fingerprint) tested.set(scan.sha256, testedScan(scan, scan.fingerprint, rows[index] ?? []));
    }
    const progress = reporter.tick(items.length);
    if (progress) onProgress(progress);
  }
  return { tested: [...tested.values()], repeated, refused };
}

/** Null of a file that was refused. */
function labelledScans({ path, classIndex }: ExternalTestRequest['files'][number], taken: DecodeResult | undefined) {
  if (!taken || taken.status === 'refused') return null;
  return scansOf(path, taken).map((scan) => ({ ...scan.taken, facts: scan.taken.imageStatistics, label: classIndex }));
}

function testedScan(
  { sha256, label, format, width, height, facts, subject, slice }: Omit<Tested, 'probabilities' | 'fingerprint'>,
  fingerprint: Fingerprint,
  probabilities: readonly number[],
): Tested {
  return { sha256, label, probabilities, format, width, height, facts, fingerprint, subject, slice };
}

type Duplicates = Pick<ExternalTest['leftOut'], 'exactDuplicates' | 'nearDuplicates'> & {
  /** Places of the scans to be left out. */
  readonly duplicates: ReadonlySet<number>;
  /** For each scan the number of its group of copies, or of one patient. */
  readonly groups: ArrayLike<number>;
};

/** Looks for near-repeated among the scans and those that the model learned from, or was tuned on. */
async function withoutDuplicates(
  context: JobsContext,
  { knownFrom }: ClassifyingModel,
  tested: readonly Tested[],
  signal: AbortSignal,
): Promise<Duplicates> {
  const isLearned = ({ sha256 }: Pick<Scan, 'sha256'>) => ['training', 'validation'].includes(knownFrom(sha256) ?? '');
  const learned = (context.dataSet?.scans ?? []).filter(isLearned);
  const packed = packFingerprints([...tested, ...learned]);
  const copies = await withAuditor(signal, (auditor) =>
    auditor.groupCopies(transfer(packed, [packed.grey.buffer, packed.hashes.buffer]), { onProgress: () => {} }),
  );
  const groupsLearned = new Set(copies.subarray(tested.length));
  const duplicates = new Set(tested.flatMap((_, place) => (groupsLearned.has(copies[place] ?? -1) ? [place] : [])));
  const exact = tested.filter(isLearned).length;
  for (const [place, scan] of tested.entries()) if (isLearned(scan)) duplicates.add(place);
  const known = learned.length > 0;
  return {
    ...{ duplicates, groups: leakageGroups(copies.slice(0, tested.length), tested) },
    ...{ exactDuplicates: known ? exact : null, nearDuplicates: known ? duplicates.size - exact : null },
  };
}

/** The model's own test set, as far as it is in the data set; null where nothing of it is. */
function internalSet({ dataSet }: JobsContext, { card, predictions }: ClassifyingModel): SetDescription | null {
  const scans = bySha256(dataSet?.scans ?? []);
  const test = predictions?.test;
  if (!test) return null;
  const here = test.sha256.flatMap((sha256, place) => {
    const scan = scans.get(sha256);
    return scan ? [{ scan, label: test.labels[place] ?? 0 }] : [];
  });
  if (here.length === 0) return null;
  return describeSet(
    here.map(({ scan }) => scan),
    here.map(({ label }) => label),
    card.classes.length,
  );
}
