import { useMemo, useState } from 'react';
import type { ScanMask } from '../../../decoding/image/scanMask.ts';
import type { HeatMapMethod } from '../../../explain/heatMap.ts';
import { maskOverlap } from '../../../explain/maskOverlap.ts';
import type { HeatMapChecks } from '../../../explain/sanityChecks.ts';
import { Button } from '../../components/Button.tsx';
import { Select } from '../../components/form/Select.tsx';
import { Progress } from '../../components/Progress.tsx';
import { StatusLine } from '../../components/text/StatusLine.tsx';
import { useAttempt } from '../../components/useAttempt.tsx';
import type { AskedHeatMap, ScanSource } from '../scanSource.ts';
import { OpacitySlider } from '../ViewerSlider.tsx';
import styles from './HeatMapPanel.module.css';
import { checkSentences, overlapSentence } from './heatMapWords.ts';
import { type HeatMapState, heatMapSentence } from './useHeatMap.ts';

type HeatMapPanelProps = {
  readonly scan: ScanSource;
  readonly asked: AskedHeatMap;
  readonly state: HeatMapState;
  readonly classes: readonly string[];
  /** What is known to lie in the scan; null where no mask came with it. */
  readonly mask: ScanMask | null;
  readonly opacity: number;
  readonly onAsk: (asked: AskedHeatMap) => void;
  readonly onOpacity: (opacity: number) => void;
};

const METHODS: readonly { readonly value: HeatMapMethod; readonly label: string; readonly help: string }[] = [
  {
    value: 'grad-cam',
    label: 'Grad-CAM',
    help: 'Which places a convolution found that raise the score. Coarse, at once.',
  },
  {
    value: 'occlusion',
    label: 'Occlusion',
    help: 'How far the score falls when a patch is covered. Slower, no gradients.',
  },
  {
    value: 'integrated-gradients',
    label: 'Integrated gradients',
    help: 'What each pixel adds to the score, from black to this scan.',
  },
];

/** Which heat map lies over the scan, how strongly, and what it is worth. */
export function HeatMapPanel({ scan, asked, state, classes, mask, opacity, onAsk, onOpacity }: HeatMapPanelProps) {
  const { map, share, failure } = state;
  const className = classes[asked.classIndex] ?? '';
  const overlap = useMemo(() => (map && mask ? maskOverlap(map, mask) : null), [map, mask]);
  const chosen = METHODS.find(({ value }) => value === asked.method);
  return (
    <section className="stack" aria-label="Heat map">
      <h3>Heat map</h3>
      <Select
        label="Method"
        value={asked.method}
        options={METHODS}
        hint={chosen?.help}
        onChange={(method) => onAsk({ ...asked, method })}
      />
      <Select
        label="Explains"
        value={String(asked.classIndex)}
        options={classes.map((name, index) => ({ value: String(index), label: name }))}
        onChange={(index) => onAsk({ ...asked, classIndex: Number(index) })}
      />
      {asked.method === 'grad-cam' && map && map.convolutions > 1 ? (
        <Select
          label="Convolution"
          value={String(asked.convolution ?? map.convolutions)}
          options={Array.from({ length: map.convolutions }, (_, index) => ({
            value: String(index + 1),
            label: index + 1 === map.convolutions ? `${index + 1} (the last)` : String(index + 1),
          }))}
          onChange={(convolution) => onAsk({ ...asked, convolution: Number(convolution) })}
        />
      ) : null}
      <OpacitySlider opacity={opacity} onOpacity={onOpacity} />
      <HeatMapLegend signed={asked.method !== 'grad-cam'} className={className} />
      {failure ? <StatusLine tone="bad">{failure}</StatusLine> : null}
      {!map && !failure ? <Progress label="Making the heat map" value={share > 0 ? share : null} /> : null}
      {map ? <p className="quiet dense">{heatMapSentence(map, className)}</p> : null}
      {overlap ? (
        <StatusLine tone={overlap.pointsAtMask ? 'good' : 'caution'}>{overlapSentence(overlap)}</StatusLine>
      ) : null}
      {map ? <Checks key={JSON.stringify([scan.key, asked])} scan={scan} asked={asked} className={className} /> : null}
    </section>
  );
}

/** The scale of the colours. */
function HeatMapLegend({ signed, className }: { readonly signed: boolean; readonly className: string }) {
  return (
    <div className="stack gap-1">
      <span className={styles.scale} data-signed={signed} aria-hidden="true" />
      <p className="row spread dense quiet">
        <span>{signed ? `against ${className}` : 'nothing'}</span>
        <span>for {className}</span>
      </p>
    </div>
  );
}

type ChecksProps = { readonly scan: ScanSource; readonly asked: AskedHeatMap; readonly className: string };

/** Whether the map depends on what was learned, asked for by need: it takes as long as several maps. */
function Checks({ scan, asked, className }: ChecksProps) {
  const [checks, setChecks] = useState<HeatMapChecks | null>(null);
  const [busy, setBusy] = useState(false);
  const { attempt, failure } = useAttempt();
  const check = async () => {
    setBusy(true);
    await attempt(async () => setChecks(await scan.heatMapChecks(asked)));
    setBusy(false);
  };
  if (checks) {
    return (
      <div className="stack" role="status">
        {checkSentences(checks, className).map(({ sentence, tone }) => (
          <StatusLine key={sentence} tone={tone}>
            {sentence}
          </StatusLine>
        ))}
      </div>
    );
  }
  return (
    <>
      <Button small disabled={busy} onClick={() => void check()}>
        {busy ? 'Checking…' : 'Check this map'}
      </Button>
      {failure}
    </>
  );
}
