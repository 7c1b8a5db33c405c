import { useMemo, useState } from 'react';
import { strongestOf } from '../../../../../explain/heatMap.ts';
import type { Operation, Values } from '../../../../../explain/operation.ts';
import { QueryState } from '../../../../components/QueryState.tsx';
import { formatCount, formatPercent } from '../../../../components/text/format.ts';
import { StatusLine } from '../../../../components/text/StatusLine.tsx';
import { LayerChoice } from '../../LayerChoice.tsx';
import { ChannelStrip } from '../../maps/ChannelStrip.tsx';
import { channelMap } from '../../maps/channelMap.ts';
import { MapLegend } from '../../maps/MapLegend.tsx';
import { ValueMap } from '../../maps/ValueMap.tsx';
import type { StepProps } from '../../step.ts';
import { useActivations } from '../../useActivations.ts';
import styles from '../../window/window.module.css';
import { deadChannels, mostDivided, shareOfZeros } from './beforeAfter.ts';
import { ReluHistogram } from './ReluHistogram.tsx';

const KINDS = ['relu'] as const;

/** What ReLU does to a feature map. */
export function ReluView({ subject }: StepProps) {
  return (
    <LayerChoice
      subject={subject}
      kinds={KINDS}
      none="This network has no ReLU after a convolution. Choose another network above."
    >
      {(at, operations) => (
        <Relu key={`${subject.network.key} ${at}`} subject={subject} at={at} operations={operations} />
      )}
    </LayerChoice>
  );
}

type ReluProps = StepProps & { readonly at: number; readonly operations: readonly Operation[] };

function Relu({ subject, at, operations }: ReluProps) {
  const { found, failure } = useActivations(subject, { values: [at - 1, at] });
  const [before, after] = [found?.values[at - 1], found?.values[at]];
  if (!before || !after) return <QueryState failure={failure}>Running the network</QueryState>;
  return <BeforeAfter before={before} after={after} isNormed={operations[at - 1]?.kind === 'batch-norm'} />;
}

type BeforeAfterProps = {
  readonly before: Values;
  readonly after: Values;
  /** A batch norm stands between the convolution and ReLU. */
  readonly isNormed: boolean;
};

function BeforeAfter({ before, after, isNormed }: BeforeAfterProps) {
  const [chosen, setChannel] = useState<number | null>(null);
  const first = useMemo(() => mostDivided(before), [before]);
  const channel = chosen ?? first;
  const dead = useMemo(() => deadChannels(after), [after]);
  const limit = useMemo(() => strongestOf(before.values), [before]);
  const [was, is] = useMemo(() => [channelMap(before, channel), channelMap(after, channel)], [before, after, channel]);
  return (
    <>
      <ChannelStrip
        label="Feature map"
        values={after}
        palette="signed"
        chosen={channel}
        onChoose={setChannel}
        noteOf={(each) => (dead.includes(each) ? 'dead: 0 everywhere' : null)}
      />
      <StatusLine tone={dead.length > 0 ? 'caution' : 'quiet'}>{deadWords(dead, after.shape[2] ?? 0)}</StatusLine>
      <div className={styles.pair}>
        <figure className={styles.figure}>
          <figcaption className="dense strong">Before ReLU{isNormed ? ', after the batch norm' : ''}</figcaption>
          <div className={styles.still}>
            <ValueMap map={was} palette="signed" limit={limit} label={`Feature map ${channel + 1} before ReLU`} />
          </div>
          <MapLegend limit={limit} palette="signed" />
        </figure>
        <figure className={styles.figure}>
          <figcaption className="dense strong">After ReLU</figcaption>
          <div className={styles.still}>
            <ValueMap map={is} palette="signed" limit={limit} label={`Feature map ${channel + 1} after ReLU`} />
          </div>
          <p className="quiet dense">
            {formatPercent(shareOfZeros(is), 0)} of its {formatCount(is.values.length)} values are 0.
          </p>
        </figure>
      </div>
      <ReluHistogram before={was.values} after={is.values} channel={channel} />
    </>
  );
}

function deadWords(dead: readonly number[], count: number): string {
  if (dead.length === 0) return `None of the ${count} maps is dead for this scan.`;
  const names = dead.slice(0, 12).map((channel) => channel + 1);
  const more = dead.length > names.length ? ` and ${dead.length - names.length} more` : '';
  return `Dead for this scan (0 everywhere): ${dead.length} of ${count} maps: ${names.join(', ')}${more}.`;
}
