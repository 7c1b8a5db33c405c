import { useState } from 'react';
import type { LayerOverview, Operation } from '../../../../../explain/operation.ts';
import { classNames } from '../../../../components/classNames.ts';
import { QueryState } from '../../../../components/QueryState.tsx';
import { formatCount, formatPercent } from '../../../../components/text/format.ts';
import { StatusLine } from '../../../../components/text/StatusLine.tsx';
import { LayerChoice } from '../../activations/LayerChoice.tsx';
import { useChannelMaps } from '../../activations/useChannelMaps.ts';
import { Term } from '../../glossary/Term.tsx';
import { ChannelStrip } from '../../maps/ChannelStrip.tsx';
import type { FeatureMap } from '../../maps/channelMap.ts';
import { MapLegend } from '../../maps/MapLegend.tsx';
import { ValueMap } from '../../maps/ValueMap.tsx';
import type { StepProps } from '../../step.ts';
import styles from '../../window/window.module.css';
import { shareOfZeros } from './beforeAfter.ts';
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
  const [chosen, setChannel] = useState<number | null>(null);
  const first = { most: 'divided', at: at - 1 } as const;
  const asked = { overviews: [at - 1, at], maps: [at - 1, at], first };
  const { layer, maps, channel, failure } = useChannelMaps(subject, asked, chosen);
  const [before, after, was, is] = [layer?.overviews[at - 1], layer?.overviews[at], maps[at - 1], maps[at]];
  if (!before || !after || !was || !is) return <QueryState failure={failure}>Running the network</QueryState>;
  const isNormed = operations[at - 1]?.kind === 'batch-norm';
  return <BeforeAfter limit={before.strongest} onChoose={setChannel} {...{ after, was, is, channel, isNormed }} />;
}

type BeforeAfterProps = {
  readonly after: LayerOverview;
  /** Of the channel, before ReLU and after. */
  readonly was: FeatureMap;
  readonly is: FeatureMap;
  readonly channel: number;
  /** Where the colours end. */
  readonly limit: number;
  /** A batch norm stands between the convolution and ReLU. */
  readonly isNormed: boolean;
  readonly onChoose: (channel: number) => void;
};

function BeforeAfter({ after, was, is, channel, limit, isNormed, onChoose }: BeforeAfterProps) {
  const { dead, small } = after;
  return (
    <>
      <ChannelStrip
        label="Feature map"
        of={after}
        palette="signed"
        chosen={channel}
        onChoose={onChoose}
        noteOf={(each) => (dead.includes(each) ? 'dead: 0 everywhere' : null)}
      />
      <StatusLine tone={dead.length > 0 ? 'caution' : 'quiet'}>{deadWords(dead, small.shape[2] ?? 0)}</StatusLine>
      <div className={classNames('fields', styles.pair)}>
        <figure className="stack gap-1">
          <figcaption className="dense strong">
            Before ReLU
            {isNormed ? (
              <>
                , after the <Term word="batch normalisation">batch norm</Term>
              </>
            ) : null}
          </figcaption>
          <div className={styles.still}>
            <ValueMap map={was} palette="signed" limit={limit} label={`Feature map ${channel + 1} before ReLU`} />
          </div>
          <MapLegend limit={limit} palette="signed" />
        </figure>
        <figure className="stack gap-1">
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
