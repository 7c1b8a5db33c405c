import { type AskedActivations, buffersOf, type Operation } from '../../../../explain/operation.ts';
import type { ActivationsRequest, ScanActivations } from '../../../../worker/jobs/explain/explainProtocol.ts';
import { useLatestQuery } from '../../../components/useLatestQuery.ts';
import { jobs } from '../../../workspace/jobs.ts';
import { scanOfKey } from '../subject/ownScan.ts';
import type { LearnNetwork, LearnScan } from '../subject/subject.ts';

/** Of a scan only its key is needed. */
type Looked = { readonly scan: Pick<LearnScan, 'key'>; readonly network: Pick<LearnNetwork, 'of'> };

/** The scan by its key. */
type Question = Omit<ActivationsRequest, 'scan'> & { readonly scan: string };

type ActivationsState = {
  /** Null until it is there; while a change of the question is on its way, the answer to the one before, of the same network. */
  readonly found: ScanActivations | null;
  /** Whether `found` is of what was asked last. */
  readonly fresh: boolean;
  readonly failure: string | null;
};

/** Answers that are kept, so that going back and forth asks nothing: of the Course CNN at 64 px some 30, of a layer at 256 px a few. */
const MOST_KEPT_BYTES = 48e6;
/** The one that was asked for last at the end. `bytes`: 0 while it is on its way. */
const kept = new Map<string, { readonly answer: Promise<ScanActivations>; bytes: number }>();

/** What the network computes of the scan; null asks for nothing. */
export function useActivations(
  { scan, network }: Looked,
  asked: (AskedActivations & Pick<ActivationsRequest, 'asClassified'>) | null,
): ActivationsState {
  const question: Question | null = asked && { ...asked, of: network.of, scan: scan.key };
  const answer = useLatestQuery(question, async (each: Question) => ({ of: each.of, found: await ask(each) }));
  if (answer.step === 'failed') return { found: null, fresh: false, failure: answer.reason };
  const isOfThis = answer.step === 'answered' && JSON.stringify(answer.value.of) === JSON.stringify(network.of);
  if (!question || !isOfThis) return { found: null, fresh: false, failure: null };
  return { found: answer.value.found, fresh: answer.fresh, failure: null };
}

/** By network: they are the same for every scan. */
const known = new Map<string, readonly Operation[]>();

/** The operations of the network; null until they are known. */
export function useOperations({ scan, network }: Looked): {
  readonly operations: readonly Operation[] | null;
  readonly failure: string | null;
} {
  const key = JSON.stringify(network.of);
  const before = known.get(key) ?? null;
  const { found, failure } = useActivations({ scan, network }, before ? null : {});
  if (found) known.set(key, found.operations);
  return { operations: before ?? found?.operations ?? null, failure };
}

/** How many of the latest questions about a scan are asked of another one ahead: what a step shows, and the picture of its network. */
const ASKED_AHEAD = 2;

/** Of which scan nothing had been asked yet when its questions were to be asked of another one. */
let waiting: { readonly from: string; readonly to: string } | null = null;

/** Once what was asked of a scan of the data set is answered, asks it of another one too, which is likely to be chosen next. */
export async function askAhead(from: string, to: string): Promise<void> {
  const ofScan = [...kept].filter(([key]) => questionOf(key).scan === from).slice(-ASKED_AHEAD);
  waiting = ofScan.length === 0 ? { from, to } : null;
  await Promise.all(ofScan.map(([, { answer }]) => answer));
  for (const [key] of ofScan) await ask({ ...questionOf(key), scan: to });
}

function questionOf(key: string): Question {
  return JSON.parse(key);
}

function ask(question: Question): Promise<ScanActivations> {
  const key = JSON.stringify(question);
  const entry = kept.get(key) ?? asked(key, question);
  kept.delete(key);
  kept.set(key, entry);
  return entry.answer;
}

function asked(key: string, question: Question) {
  const entry = { answer: jobs.activations({ ...question, ...scanOfKey(question.scan) }), bytes: 0 };
  entry.answer.then(
    (found) => {
      entry.bytes = buffersOf(found).reduce((sum, { byteLength }) => sum + byteLength, 0);
      forgetOldest();
      if (waiting?.from === question.scan) void askAhead(waiting.from, waiting.to).catch(() => {}); // whoever chooses it is told
    },
    () => kept.delete(key), // the next one asks again
  );
  return entry;
}

function forgetOldest(): void {
  let bytes = [...kept.values()].reduce((sum, each) => sum + each.bytes, 0);
  for (const [key, entry] of kept) {
    if (bytes <= MOST_KEPT_BYTES) return;
    bytes -= entry.bytes;
    kept.delete(key);
  }
}
