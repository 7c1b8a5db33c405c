import type { ProbedScan, ReadableField } from '../../../evaluation/embeddings/fieldProbes.ts';
import { networkInputOf } from '../../../model/networkInput.ts';
import { kMeans } from '../../../statistics/neighbours/kMeans.ts';
import { pca, project } from '../../../statistics/prediction/pca.ts';
import { withAuditor } from '../../auditor.ts';
import { withBackendRestart } from '../../backend/withBackendRestart.ts';
import { neverAborted } from '../../raceAbort.ts';
import { transfer } from '../../rpc/transfer.ts';
import type { ClassifyingModel } from '../classify/loadedModelCache.ts';
import { ensureLoaded } from '../classify/predictPixels.ts';
import type { JobsContext } from '../context.ts';
import type { WhileExplaining } from '../jobOptions.ts';
import { networkInput } from '../view/networkInput.ts';
import type { EmbeddedScans } from './embeddedScans.ts';
import type { NearestScan, NearestScansRequest, ScanMap } from './exploreProtocol.ts';

const MAP_AXES = 2;
/** UMAP takes seconds for so many. */
const MOST_ARRANGED = 2000;
/** More groups of failures than this are no help. */
const MOST_GROUPS = 6;

/** Where each scan lies along the two directions in which the embeddings differ most. */
export function scanMap({ scans, values, width }: EmbeddedScans, model: ClassifyingModel): ScanMap {
  return mapAt(project(values, width, pca(values, width, MAP_AXES)), scans, model);
}

/** The same by UMAP, of at most `MOST_ARRANGED` scans, taken evenly. @throws Error in words where there are too few */
export async function arrangedMap(
  { scans, values, width }: EmbeddedScans,
  model: ClassifyingModel,
  { onProgress, signal = neverAborted }: WhileExplaining,
): Promise<ScanMap> {
  const count = Math.min(scans.length, MOST_ARRANGED);
  const taken = Array.from({ length: count }, (_, place) => Math.floor((place * scans.length) / count));
  const rows = rowsAt(values, width, taken);
  const places = await withAuditor(signal, (auditor) => auditor.arrange({ values: rows, width }, { onProgress }));
  if (!places) throw new Error('There are too few scans for UMAP: it needs more than 15.');
  return mapAt(
    places,
    taken.flatMap((place) => scans[place] ?? []),
    model,
  );
}

/** @param places [count, 2] */
function mapAt(places: ArrayLike<number>, scans: EmbeddedScans['scans'], { knownFrom }: ClassifyingModel): ScanMap {
  const x = Float32Array.from(scans, (_, index) => places[MAP_AXES * index] ?? 0);
  const y = Float32Array.from(scans, (_, index) => places[MAP_AXES * index + 1] ?? 0);
  const points = {
    ...{ x, y, sha256s: scans.map(({ sha256 }) => sha256) },
    subsets: scans.map(({ sha256 }) => knownFrom(sha256)),
  };
  return transfer(points, [x.buffer, y.buffer]);
}

/** Some rows of [count, width], in the order of their places. */
function rowsAt(values: Float32Array, width: number, places: readonly number[]): Float32Array<ArrayBuffer> {
  const rows = new Float32Array(places.length * width);
  for (const [index, place] of places.entries())
    rows.set(values.subarray(place * width, (place + 1) * width), index * width);
  return rows;
}

/** Whether the network knows what it should not need: see `evaluation/embeddings/fieldProbes.ts`. */
export async function probeScans(
  context: JobsContext,
  { scans, values, width }: EmbeddedScans,
  signal: AbortSignal,
): Promise<ReadableField[]> {
  const groups = await context.leakageGroups(signal);
  const probed = scans.map(
    ({ path, className, format, colourMode, width: wide, height, scanner }, index): ProbedScan => ({
      ...{ path, className, format, colourMode, width: wide, height, scanner, group: groups[index] ?? index },
    }),
  );
  const { classes } = context.requireDataSet();
  return withAuditor(signal, (auditor) => auditor.probeFields(probed, { values, width }, classes));
}

/** Numbers of groups of scans that the network sees alike, for some scans; -1 for one that is not in use. */
export function similarScans({ scans, values, width }: EmbeddedScans, sha256s: readonly string[]): number[] {
  const places = new Map(scans.map(({ sha256 }, place) => [sha256, place]));
  const here = sha256s.flatMap((sha256) => places.get(sha256) ?? []);
  const rows = rowsAt(values, width, here);
  const groups = kMeans(rows, width, Math.min(MOST_GROUPS, Math.max(1, Math.round(Math.sqrt(here.length / 2)))));
  let next = 0;
  return sha256s.map((sha256) => (places.has(sha256) ? (groups[next++] ?? 0) : -1));
}

/** The training scans that the network sees most like one, the nearest first; never the scan itself. */
export async function nearestScans(
  context: JobsContext,
  model: ClassifyingModel,
  embedded: EmbeddedScans,
  request: NearestScansRequest,
): Promise<NearestScan[]> {
  const { scans, values, width } = embedded;
  const asked = await embeddingOf(context, model, embedded, request);
  return scans
    .flatMap(({ sha256 }, place): NearestScan[] => {
      if (sha256 === request.scan || model.knownFrom(sha256) !== 'training') return [];
      let sum = 0;
      for (let i = 0; i < width; i++) sum += ((values[place * width + i] ?? 0) - (asked[i] ?? 0)) ** 2;
      return [{ sha256, distance: Math.sqrt(sum) }];
    })
    .sort((a, b) => a.distance - b.distance)
    .slice(0, request.count);
}

async function embeddingOf(
  context: JobsContext,
  model: ClassifyingModel,
  { scans, values, width }: EmbeddedScans,
  { scan, slice = 0, volumes }: NearestScansRequest,
): Promise<Float32Array> {
  const place = scans.findIndex(({ sha256 }) => sha256 === scan);
  if (place >= 0) return values.subarray(place * width, (place + 1) * width);
  const { pixels } = await networkInput(context, scan, model.card.preprocessing, slice, volumes);
  return withBackendRestart(context.host, 'any', async (backend) => {
    await ensureLoaded(backend, context, model);
    return (await backend.embed(pixels, 1, networkInputOf(model.card))).values;
  });
}
