import type { ScanView } from '../../dataset/edits/dataSetView.ts';
import type { VolumeChoice } from '../../dataset/volumeChoice.ts';
import type { ScanMask } from '../../decoding/image/scanMask.ts';
import type { HeatMapChecks } from '../../explain/sanityChecks.ts';
import type { PreprocessingSpec } from '../../preprocessing/preprocessingSpec.ts';
import type { HeatMapRequest, ScanHeatMap } from '../../worker/jobs/explain/explainProtocol.ts';
import type { ScanFile } from '../../worker/jobs/import/importProtocol.ts';
import type { NetworkInput, ViewedPicture } from '../../worker/jobs/view/viewProtocol.ts';
import type { Jobs } from '../../worker/protocol.ts';
import { jobs } from '../workspace/jobs.ts';

/** A heat map of whatever scan is shown. */
export type AskedHeatMap = Omit<HeatMapRequest, 'scan' | 'slice' | 'volumes'>;
type WhileExplaining = Parameters<Jobs['heatMap']>[1];

/** Where the viewer gets a scan from. */
export type ScanSource = {
  /** Tells one scan from another. */
  readonly key: string;
  /** The look is kept from scan to scan of one series; null: of none. */
  readonly series: string | null;
  readonly load: () => Promise<ViewedPicture>;
  readonly networkInput: (spec: PreprocessingSpec) => Promise<NetworkInput>;
  readonly heatMap: (asked: AskedHeatMap, options: WhileExplaining) => Promise<ScanHeatMap>;
  readonly heatMapChecks: (asked: AskedHeatMap) => Promise<HeatMapChecks>;
  /** Null where no mask came with it. */
  readonly mask: () => Promise<ScanMask | null>;
};

/** A scan of the data set. */
export function storedScan({ sha256, slice }: Pick<ScanView, 'sha256' | 'slice'>): ScanSource {
  return {
    key: sha256,
    series: slice?.series ?? null,
    load: () => jobs.viewedPicture(sha256),
    networkInput: (spec) => jobs.networkInput(sha256, spec),
    heatMap: (asked, options) => jobs.heatMap({ ...asked, scan: sha256 }, options),
    heatMapChecks: (asked) => jobs.heatMapChecks({ ...asked, scan: sha256 }, {}),
    mask: () => jobs.scanMask(sha256),
  };
}

/** A file that is not in the data set, or one slice (from 0) of a file of several; `key` names it among its like. */
export function scanOfFile(
  key: string,
  file: ScanFile,
  slice?: number,
  volumes: VolumeChoice | null = null,
): ScanSource {
  const place = { scan: file, ...(slice === undefined ? {} : { slice }), ...(volumes ? { volumes } : {}) };
  return {
    key,
    series: slice === undefined ? null : file.name,
    load: () => jobs.viewedPictureOfFile(file, slice, volumes ?? undefined),
    networkInput: (spec) => jobs.networkInput(file, spec, slice, volumes ?? undefined),
    heatMap: (asked, options) => jobs.heatMap({ ...asked, ...place }, options),
    heatMapChecks: (asked) => jobs.heatMapChecks({ ...asked, ...place }, {}),
    mask: async () => null,
  };
}
