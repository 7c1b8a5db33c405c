import { useMemo, useState } from 'react';
import type { PreprocessingSpec } from '../../../../../preprocessing/preprocessingSpec.ts';
import type { ScanActivations } from '../../../../../worker/jobs/explain/explainProtocol.ts';
import type { ViewedPicture } from '../../../../../worker/jobs/view/viewProtocol.ts';
import { classNames } from '../../../../components/classNames.ts';
import { Segmented } from '../../../../components/form/Segmented.tsx';
import { QueryState } from '../../../../components/QueryState.tsx';
import { useActivations } from '../../activations/useActivations.ts';
import { useFullScan } from '../../activations/useFullScan.ts';
import { channelMap } from '../../maps/channelMap.ts';
import type { StepProps } from '../../step.ts';
import { NumberGrid } from '../../window/NumberGrid.tsx';
import { useSlide } from '../../window/useSlide.ts';
import { WindowMap } from '../../window/WindowMap.tsx';
import styles from '../../window/window.module.css';
import { FullScan } from './FullScan.tsx';
import { PixelWords } from './PixelWords.tsx';
import { sourceArea } from './sourceArea.ts';

const INPUT = { values: [0] } as const;
const ZOOMS = [4, 8, 12] as const;

/** From the scan to its numbers, and from those back to the scan. */
export function NumbersView({ subject }: StepProps) {
  const { found, failure } = useActivations(subject, INPUT);
  const { value: picture, failure: problem } = useFullScan(subject.scan);
  if (!found || !picture) return <QueryState failure={failure ?? problem}>Reading the scan</QueryState>;
  return <Numbers found={found} picture={picture} preprocessing={subject.network.preprocessing} />;
}

type NumbersProps = {
  readonly found: ScanActivations;
  readonly picture: ViewedPicture;
  readonly preprocessing: PreprocessingSpec;
};

function Numbers({ found, picture, preprocessing }: NumbersProps) {
  const [zoom, setZoom] = useState<(typeof ZOOMS)[number]>(8);
  const [units, setUnits] = useState<'unit' | 'bytes'>('unit');
  const [channel, setChannel] = useState(0);
  const input = found.values[0];
  const { size, depth } = preprocessing;
  const map = useMemo(() => input && channelMap(input, Math.min(channel, depth - 1)), [input, channel, depth]);
  const slide = useSlide(size - zoom + 1, size - zoom + 1);
  const { row, column } = slide.place;
  if (!map) return null;
  const scale = units === 'bytes' ? 255 : 1;
  const numbers = Array.from({ length: zoom * zoom }, (_, at) => {
    const value = map.values[(row + Math.floor(at / zoom)) * size + column + (at % zoom)] ?? 0;
    return units === 'bytes' ? Math.round(255 * value) : value;
  });
  const half = Math.floor(zoom / 2);
  const pixel = { row: row + half, column: column + half };
  const corner = sourceArea(found.frame, size, row, column);
  const area = { ...corner, width: zoom * corner.width, height: zoom * corner.height };
  return (
    <>
      <div className="row">
        <Segmented
          label="Pixels in the window"
          value={String(zoom)}
          options={ZOOMS.map((each) => ({ value: String(each), label: `${each} × ${each}` }))}
          onChange={(value) => setZoom(ZOOMS.find((each) => String(each) === value) ?? zoom)}
        />
        <Segmented
          label="Units"
          value={units}
          options={[
            { value: 'unit', label: '0 to 1' },
            { value: 'bytes', label: '0 to 255' },
          ]}
          onChange={setUnits}
        />
        {depth === 3 ? (
          <Segmented
            label="Channel"
            value={String(channel)}
            options={['Red', 'Green', 'Blue'].map((name, index) => ({ value: String(index), label: name }))}
            onChange={(value) => setChannel(Number(value))}
          />
        ) : null}
      </div>
      <div className={classNames('fields', styles.pair)}>
        <FullScan picture={picture} area={area} />
        <WindowMap
          title={`The network input: ${size} × ${size} × ${depth}`}
          map={map}
          palette="grey"
          limit={1}
          marked={{ left: column, top: row, side: zoom }}
          place={slide.place}
          stride={1}
          first={0}
          onMove={slide.goTo}
        />
      </div>
      <div className={classNames('row', styles.beside)}>
        <NumberGrid
          caption={`The ${zoom * zoom} numbers under the window`}
          values={numbers}
          columns={zoom}
          palette="grey"
          limit={scale}
          marked={half * zoom + half}
        />
        <PixelWords
          {...{ picture, preprocessing, pixel }}
          value={map.values[pixel.row * size + pixel.column] ?? 0}
          area={sourceArea(found.frame, size, pixel.row, pixel.column)}
        />
      </div>
    </>
  );
}
