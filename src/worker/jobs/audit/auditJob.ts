import type { AuditedScan, AuditReport, OutlierGallery, Shortcut } from '../../../audit/auditReport.ts';
import { duplicateGroups, subsetGroups } from '../../../audit/duplicateGroups.ts';
import type { EditedDataSet } from '../../../dataset/edits/datasetEdits.ts';
import { namedOutcomes } from '../../../dataset/import/namedOutcomes.ts';
import { preprocessingKey } from '../../../preprocessing/preprocess.ts';
import { DEFAULT_INPUT, HARMONISED_INPUT, type PreprocessingSpec } from '../../../preprocessing/preprocessingSpec.ts';
import type { StoredFindings } from '../../../storage/audit/auditRecords.ts';
import { readFindings, writeFindings } from '../../../storage/audit/auditStore.ts';
import type { StoredModel } from '../../../storage/models/modelRecords.ts';
import { type Auditor, withAuditor } from '../../auditor.ts';
import type { Remote } from '../../rpc/peer.ts';
import type { JobsContext } from '../context.ts';
import { imageStatisticsOf, inputStatisticsOf } from './auditInputs.ts';
import { embeddingsOf, handedOver, modelOfDataSet } from './auditOutliers.ts';
import type { AuditProgress } from './auditProtocol.ts';

/** What is told by the files, whatever is made of them. */
const OF_FILES = ['size', 'header', 'picture'] as const;

export type OnAudit = (progress: AuditProgress) => void;

const TELL_EVERY_MS = 100;

/**
 * What is in the way of an honest result in the version that the data set is in. What was found of it before is used again.
 *
 * @param useBackend false while the backend is needed otherwise: then outliers are left for another time.
 */
export async function auditJob(
  context: JobsContext,
  curated: EditedDataSet,
  useBackend: boolean,
  onProgress: OnAudit,
  signal: AbortSignal,
): Promise<AuditReport> {
  const { scans } = curated.inUse;
  const stored = context.requireStored();
  const { hash } = context.version();
  const tell = paced(onProgress);
  const onShare = (share: number) =>
    tell({ stage: 'copies', done: Math.round(share * scans.length), total: scans.length });
  const copies = subsetGroups(stored.scans, await context.copies.of(stored, onShare, signal), scans);
  const labelled = context.edits.flatMap((edit) => (edit.kind === 'relabel' ? edit.sha256s : []));
  const naming = context.naming();
  const named = naming.isPlain
    ? stored.scans
    : stored.scans.map((scan) => ({ ...scan, className: naming.nameOf(scan.className) }));
  const outcomes = namedOutcomes(context.outcomes, naming.renamed);
  const { shortcuts, oddOnes } = await findingsOf(context, curated, hash, useBackend, tell, signal);
  return {
    version: hash,
    groupCount: new Set(copies).size,
    copies: duplicateGroups({ ...stored, scans: named }, scans, copies, outcomes, new Set(labelled)),
    shortcuts,
    oddOnes,
  };
}

/** Judged anew is only what is not known of this version: a model or the harmonised input may have come since. */
async function findingsOf(
  context: JobsContext,
  curated: EditedDataSet,
  hash: string,
  useBackend: boolean,
  tell: OnAudit,
  signal: AbortSignal,
): Promise<Pick<AuditReport, 'shortcuts' | 'oddOnes'>> {
  const specs = curated.harmonised ? [DEFAULT_INPUT, HARMONISED_INPUT] : [DEFAULT_INPUT];
  const kept = await readFindings(context.db, hash, __APP_VERSION__);
  const unjudged = specs.filter((spec) => !kept?.inputs.includes(preprocessingKey(spec)));
  const model = useBackend ? await modelOfDataSet(context) : null;
  const ranked = kept && (!useBackend || kept.model === (model?.id ?? null)) ? kept : null;
  if (ranked && unjudged.length === 0) return whatIsAsked(ranked, specs);
  const audit = new Audit(context, curated, tell, signal);
  const findings = await withAuditor(signal, async (auditor): Promise<StoredFindings> => {
    const ofFiles = kept?.shortcuts ?? (await audit.shortcutsOfFiles(auditor));
    const ofInputs = await audit.shortcutsOfInputs(auditor, unjudged);
    const { oddOnes } = ranked ?? { oddOnes: await audit.oddOnes(auditor, model) };
    return {
      shortcuts: [...ofFiles, ...ofInputs],
      inputs: [...(kept?.inputs ?? []), ...unjudged.map(preprocessingKey)],
      oddOnes,
      model: ranked ? ranked.model : (model?.id ?? null),
      ...{ by: __APP_VERSION__, at: new Date().toISOString() },
    };
  });
  await writeFindings(context.db, hash, findings).catch(() => {}); // found again at the next visit
  return whatIsAsked(findings, specs);
}

/** Without what is known of inputs that are not in use now. */
function whatIsAsked({ shortcuts, oddOnes }: StoredFindings, specs: readonly PreprocessingSpec[]) {
  const keys = [null, ...specs.map(preprocessingKey)];
  return { shortcuts: shortcuts.filter(({ preprocessing }) => keys.includes(preprocessing)), oddOnes };
}

/** What is measured and judged of one version. */
class Audit {
  private audited: Promise<AuditedScan[]> | null = null;

  constructor(
    private readonly context: JobsContext,
    private readonly curated: EditedDataSet,
    private readonly tell: OnAudit,
    private readonly signal: AbortSignal,
  ) {}

  async shortcutsOfFiles(auditor: Remote<Auditor>): Promise<Shortcut[]> {
    const scans = await this.auditedScans();
    const tell = this.teller('shortcuts');
    const judged: (Shortcut | null)[] = [];
    for (const [done, from] of OF_FILES.entries()) {
      tell(done, OF_FILES.length);
      judged.push(await this.judge(auditor, from, scans, null));
    }
    return judged.filter((shortcut) => shortcut !== null);
  }

  async shortcutsOfInputs(auditor: Remote<Auditor>, specs: readonly PreprocessingSpec[]): Promise<Shortcut[]> {
    const judged: (Shortcut | null)[] = [];
    for (const spec of specs) {
      const facts = await inputStatisticsOf(
        this.context,
        this.curated.inUse.scans,
        spec,
        this.teller('input'),
        this.signal,
      );
      const scans = (await this.auditedScans()).map((scan) => ({ ...scan, facts: facts.get(scan.sha256) ?? null }));
      judged.push(await this.judge(auditor, 'input', scans, preprocessingKey(spec)));
    }
    return judged.filter((shortcut) => shortcut !== null);
  }

  private async judge(
    auditor: Remote<Auditor>,
    from: Shortcut['from'],
    scans: readonly AuditedScan[],
    preprocessing: string | null,
  ): Promise<Shortcut | null> {
    const { classes } = this.curated.inUse;
    const groups = await this.context.leakageGroups(this.signal);
    return auditor.judgeShortcut({ from, scans, classes, groups, preprocessing });
  }

  async oddOnes(auditor: Remote<Auditor>, model: StoredModel | null): Promise<OutlierGallery[]> {
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
    const measured = await imageStatisticsOf(this.context, scans, this.teller('statistics'), this.signal);
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

/** Not for every scan a message: those of a stage's beginning and end, and some between. */
function paced(tell: OnAudit): OnAudit {
  let stage: AuditProgress['stage'] | null = null;
  let toldAt = 0;
  return (progress) => {
    const now = performance.now();
    if (progress.stage === stage && progress.done < progress.total && now - toldAt < TELL_EVERY_MS) return;
    stage = progress.stage;
    toldAt = now;
    tell(progress);
  };
}
