import type { Remote } from 'comlink';
import type { AuditedScan, AuditReport, OddGallery, Shortcut } from '../../dataset/auditReport.ts';
import { copyGroups, groupsOfSome } from '../../dataset/copyGroups.ts';
import type { Curated } from '../../dataset/curation.ts';
import { preprocessingKey } from '../../preprocessing/preprocess.ts';
import type { PreprocessingSpec } from '../../preprocessing/preprocessingSpec.ts';
import { readFindings, type StoredFindings, writeFindings } from '../../storage/auditStore.ts';
import type { StoredModel } from '../../storage/modelStore.ts';
import { type Auditor, withAuditor } from '../auditor.ts';
import type { AuditProgress } from '../protocol.ts';
import { inputFactsOf, pictureFactsOf } from './auditInputs.ts';
import { embeddingsOf, handedOver, modelOfDataSet } from './auditOutliers.ts';
import type { JobsContext } from './context.ts';

/** What the network would see by default. */
const PLAIN: PreprocessingSpec = { version: 1, size: 64, depth: 1, fit: 'stretch' };

export type OnAudit = (progress: AuditProgress) => void;

/**
 * What is in the way of an honest result in the version that the data set is in. What was found of it before is used again.
 *
 * @param useEngine false while the engine is needed otherwise: then outliers are left for another time.
 */
export async function auditJob(
  context: JobsContext,
  curated: Curated,
  useEngine: boolean,
  tell: OnAudit,
  signal: AbortSignal,
): Promise<AuditReport> {
  const { scans } = curated.inUse;
  const stored = context.requireStored();
  const { hash } = context.version();
  const onShare = (share: number) =>
    tell({ stage: 'copies', done: Math.round(share * scans.length), total: scans.length });
  const copies = groupsOfSome(stored.scans, await context.copies.of(stored, onShare, signal), scans);
  const labelled = context.edits.flatMap((edit) => (edit.kind === 'relabel' ? edit.sha256s : []));
  const { shortcuts, oddOnes } = await findingsOf(context, curated, hash, useEngine, tell, signal);
  return {
    version: hash,
    groupCount: new Set(copies).size,
    copies: copyGroups(stored, scans, copies, context.outcomes, new Set(labelled)),
    shortcuts,
    oddOnes,
  };
}

async function findingsOf(
  context: JobsContext,
  curated: Curated,
  hash: string,
  useEngine: boolean,
  tell: OnAudit,
  signal: AbortSignal,
): Promise<StoredFindings> {
  const inputs = curated.harmonised ? [PLAIN, { ...PLAIN, fit: 'harmonise' as const }] : [PLAIN];
  const key = [hash, ...inputs.map(preprocessingKey)].join(' ');
  const kept = await readFindings(context.db, key, __APP_VERSION__);
  const model = useEngine ? await modelOfDataSet(context) : null;
  if (kept && (!useEngine || kept.model === (model?.id ?? null))) return kept;
  const audit = new Audit(context, curated, tell, signal);
  const findings = await withAuditor(signal, async (auditor) => ({
    shortcuts: kept?.shortcuts ?? (await audit.shortcuts(auditor, inputs)),
    oddOnes: await audit.oddOnes(auditor, model),
    by: __APP_VERSION__,
    model: model?.id ?? null,
    at: new Date().toISOString(),
  }));
  await writeFindings(context.db, key, findings).catch(() => {}); // found again at the next visit
  return findings;
}

/** What is measured and judged of one version. */
class Audit {
  private audited: Promise<AuditedScan[]> | null = null;

  constructor(
    private readonly context: JobsContext,
    private readonly curated: Curated,
    private readonly tell: OnAudit,
    private readonly signal: AbortSignal,
  ) {}

  async shortcuts(auditor: Remote<Auditor>, inputs: readonly PreprocessingSpec[]): Promise<Shortcut[]> {
    const scans = await this.auditedScans();
    const { classes } = this.curated.inUse;
    const groups = await this.context.bundles(this.signal);
    const tell = this.teller('shortcuts');
    const judged: Shortcut[] = [];
    const judge = async (from: Shortcut['from'], preprocessing: string | null, all: readonly AuditedScan[]) => {
      const seen = all.flatMap((scan, index) =>
        needsFacts(from) && !scan.facts ? [] : [{ scan, group: groups[index] ?? 0 }],
      );
      const some = { scans: seen.map(({ scan }) => scan), groups: Int32Array.from(seen, ({ group }) => group) };
      judged.push(
        ...(await auditor.judgeShortcut({ from, classes, preprocessing, ...some }).then(
          (one) => [one],
          () => [],
        )),
      );
    };
    for (const [done, from] of (['size', 'header', 'picture'] as const).entries()) {
      tell(done, 3);
      await judge(from, null, scans);
    }
    for (const spec of inputs) {
      const facts = await inputFactsOf(this.context, this.curated.inUse.scans, spec, this.teller('input'), this.signal);
      await judge(
        'input',
        preprocessingKey(spec),
        scans.map((scan) => ({ ...scan, facts: facts.get(scan.sha256) ?? null })),
      );
    }
    return judged;
  }

  async oddOnes(auditor: Remote<Auditor>, model: StoredModel | null): Promise<OddGallery[]> {
    const { scans } = this.curated.inUse;
    const tell = this.teller('outliers');
    const embeddings = model && (await embeddingsOf(this.context, model, scans, tell, this.signal));
    return auditor.oddOnes(await this.auditedScans(), handedOver(embeddings));
  }

  /** With what is known of each, measured where it is not. */
  private auditedScans(): Promise<AuditedScan[]> {
    this.audited ??= this.measureScans();
    return this.audited;
  }

  private async measureScans(): Promise<AuditedScan[]> {
    const { scans } = this.curated.inUse;
    const measured = await pictureFactsOf(this.context, scans, this.teller('facts'), this.signal);
    return scans.map(({ sha256, className, format, colourMode, width, height, bytes, facts }) => ({
      ...{ sha256, className, format, width, height, bytes },
      colourMode: colourMode ?? measured.get(sha256)?.colourMode ?? null,
      facts: facts ?? measured.get(sha256)?.facts ?? null,
    }));
  }

  private teller(stage: AuditProgress['stage']): (done: number, total: number) => void {
    return (done, total) => this.tell({ stage, done, total });
  }
}

function needsFacts(from: Shortcut['from']): boolean {
  return from === 'picture' || from === 'input';
}
