import type { AskedActivations, Operation } from '../../../explain/operation.ts';
import type { ActivationsRequest, ScanActivations } from '../../../worker/protocol.ts';
import { useLatestQuery } from '../../components/useLatestQuery.ts';
import { jobs } from '../../workspace/jobs.ts';
import { scanOfKey } from './ownScan.ts';
import type { Subject } from './subject.ts';

/** The scan by its key. */
type Question = Omit<ActivationsRequest, 'scan'> & { readonly scan: string };

type ActivationsState = {
  /** Null until it is there; while a change of the question is on its way, the answer to the one before, of the same network. */
  readonly found: ScanActivations | null;
  /** Whether `found` is of what was asked last. */
  readonly fresh: boolean;
  readonly failure: string | null;
};

/** Answers that are kept, so that going back and forth asks nothing. Of the Course CNN at 64 px the largest is 1.7 MB. */
const MOST_KEPT = 12;
const kept = new Map<string, Promise<ScanActivations>>();

/** What the network computes of the scan; null asks for nothing. */
export function useActivations(
  { scan, network }: Subject,
  asked: (AskedActivations & Pick<ActivationsRequest, 'asClassified'>) | null,
): ActivationsState {
  const question: Question | null = asked && { ...asked, of: network.of, scan: scan.key };
  const answer = useLatestQuery(question, async (each: Question) => ({ of: each.of, found: await ask(each) }));
  if (answer.step === 'failed') return { found: null, fresh: false, failure: answer.reason };
  const isOfThis = answer.step === 'answered' && JSON.stringify(answer.value.of) === JSON.stringify(network.of);
  if (!question || !isOfThis) return { found: null, fresh: false, failure: null };
  return { found: answer.value.found, fresh: answer.fresh, failure: null };
}

/** The operations of the network; null until they are known. */
export function useOperations(subject: Subject): {
  readonly operations: readonly Operation[] | null;
  readonly failure: string | null;
} {
  const { found, failure } = useActivations(subject, {});
  return { operations: found?.operations ?? null, failure };
}

function ask(question: Question): Promise<ScanActivations> {
  const key = JSON.stringify(question);
  const known = kept.get(key);
  kept.delete(key);
  const answer = known ?? jobs.activations({ ...question, scan: scanOfKey(question.scan) });
  kept.set(key, answer);
  answer.catch(() => kept.delete(key)); // the next one asks again
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_KEPT) break;
    kept.delete(oldest);
  }
  return answer;
}
