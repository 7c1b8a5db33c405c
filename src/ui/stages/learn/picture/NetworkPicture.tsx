import { useMemo, useState } from 'react';
import { liveliestChannels } from '../../../../explain/channels.ts';
import { strongestOf } from '../../../../explain/heatMap.ts';
import type { Operation, Values } from '../../../../explain/operation.ts';
import { classNames } from '../../../components/classNames.ts';
import { QueryState } from '../../../components/QueryState.tsx';
import { effectOf, kindName, shapeWords } from '../activations/operationWords.ts';
import { useActivations } from '../activations/useActivations.ts';
import { channelMap } from '../maps/channelMap.ts';
import maps from '../maps/maps.module.css';
import { ValueMap } from '../maps/ValueMap.tsx';
import { goToStep } from '../place.ts';
import { STEPS } from '../steps.ts';
import type { LearnNetwork } from '../subject/subject.ts';
import styles from './NetworkPicture.module.css';

/** How many pixels a side of the scan one value of each operation depends on; of what has seen the whole scan, its side. */
function receptiveFields(operations: readonly Operation[]): number[] {
  const [size = 1] = operations[0]?.shape ?? [];
  let [field, jump] = [1, 1];
  return operations.map(({ window, shape }) => {
    if (window) {
      field += (window.size - 1) * jump;
      jump *= window.stride;
    }
    return shape.length === 3 ? Math.min(size, field) : size;
  });
}

const WITH_MAPS = { small: true } as const;

/** The step that explains each kind of operation, and the colour of its slab where that is not plain. */
const DRAWN: Readonly<
  Record<Operation['kind'], { readonly step: string | null; readonly colour?: 'scan' | 'learned' }>
> = {
  input: { step: 'numbers', colour: 'scan' },
  conv: { step: 'convolution', colour: 'learned' },
  'max-pool': { step: 'pooling' },
  'average-pool': { step: 'pooling' },
  'batch-norm': { step: null },
  relu: { step: 'relu' },
  dropout: { step: null },
  flatten: { step: 'output' },
  'global-average-pool': { step: null },
  'global-max-pool': { step: null },
  'global-average-max-pool': { step: null },
  dense: { step: 'output', colour: 'learned' },
  sigmoid: { step: 'output' },
  softmax: { step: 'output' },
};

type NetworkPictureProps = { readonly scanKey: string; readonly network: LearnNetwork };

/** The way of the scan through the network, drawn to scale: each slab as wide as its maps, as thick as it has channels. */
export function NetworkPicture({ scanKey, network }: NetworkPictureProps) {
  const { found, failure } = useActivations({ scan: { key: scanKey }, network }, WITH_MAPS);
  const [pointed, setPointed] = useState<number | null>(null);
  const fields = useMemo(() => receptiveFields(found?.operations ?? []), [found]);
  if (!found) return <QueryState failure={failure}>Running the network</QueryState>;
  const { operations, small } = found;
  const size = operations[0]?.shape[0] ?? 1;
  return (
    <div className="stack gap-1">
      <h2 className="quiet dense">The network</h2>
      <ol className="stack gap-0" onPointerLeave={() => setPointed(null)}>
        {operations.map((operation, at) => (
          <Slab
            key={`${operation.layer} ${operation.kind}`}
            operation={operation}
            size={size}
            maps={isInside(operations[at + 1]) ? null : (small[at] ?? null)}
            field={at === 0 && pointed !== null ? (fields[pointed] ?? null) : null}
            isPointed={pointed === at}
            isSource={pointed !== null && pointed - 1 === at}
            onPoint={() => setPointed(at)}
          />
        ))}
      </ol>
      <p className={classNames('quiet dense', styles.words)}>
        {pointed === null
          ? 'Width: pixels a side. Height: channels. Point at a layer to see what it sees.'
          : fieldWords(operations[pointed], fields[pointed] ?? 1, size)}
      </p>
    </div>
  );
}

/** Whether what follows is of the same block: then its maps say it all. */
function isInside(next: Operation | undefined): boolean {
  return next !== undefined && keepsShape(next.kind);
}

function fieldWords(operation: Operation | undefined, field: number, size: number): string {
  if (!operation) return '';
  const name = kindName(operation.kind);
  if (operation.kind === 'input') return `The network input: ${shapeWords(operation.shape)} numbers.`;
  return field >= size
    ? `${name}: each value has seen the whole scan.`
    : `${name}: each value has seen ${field} × ${field} pixels of the scan.`;
}

type SlabProps = {
  readonly operation: Operation;
  readonly size: number;
  /** A few of its feature maps; null where it gives none. */
  readonly maps: Values | null;
  /** Pixels of the scan that are marked in it. */
  readonly field: number | null;
  readonly isPointed: boolean;
  readonly isSource: boolean;
  readonly onPoint: () => void;
};

const MAPS_SHOWN = 3;
/** Of a slab that is as wide as the scan, in CSS pixels, and of each channel. */
const [WIDEST, PER_CHANNEL, MOST_HEIGHT] = [84, 0.3, 40];

function Slab({ operation, size, maps, field, isPointed, isSource, onPoint }: SlabProps) {
  const { kind, shape } = operation;
  const { step: slug, colour } = DRAWN[kind];
  const isLink = slug !== null && STEPS.some((step) => step.slug === slug);
  const content = (
    <>
      <span className={styles.slab} style={slabSize(operation, size)} data-colour={colour} />
      <span className={styles.label}>
        <span>{kindName(kind)}</span>
        {keepsShape(kind) ? null : <span className="quiet">{shapeWords(shape)}</span>}
      </span>
      {maps ? <Maps maps={maps} isScan={kind === 'input'} field={field} size={size} /> : null}
    </>
  );
  return (
    <li
      className={classNames(styles.row, isPointed && styles.pointed, isSource && styles.source)}
      onPointerEnter={onPoint}
    >
      {isLink ? (
        <a
          href={`#/learn/${slug}`}
          onFocus={onPoint}
          onClick={(event) => {
            event.preventDefault();
            goToStep(slug);
          }}
        >
          {content}
        </a>
      ) : (
        content
      )}
    </li>
  );
}

/** What gives as many numbers as it gets needs one line less. */
function keepsShape(kind: Operation['kind']): boolean {
  const effect = effectOf(kind);
  return effect === 'pointwise' || effect === 'none';
}

/** Lists of numbers are drawn as the square that they would fill; what only changes values is a line. */
function slabSize({ kind, shape }: Operation, size: number): { readonly width: number; readonly height: number } {
  const [height = 1, width = 1, channels = 1] = shape;
  const isImage = shape.length === 3;
  const side = isImage ? Math.max(height, width) : Math.sqrt(height);
  return {
    width: Math.min(WIDEST, Math.max(3, (WIDEST * side) / size)),
    height: isImage && !keepsShape(kind) ? Math.min(MOST_HEIGHT, 3 + PER_CHANNEL * channels) : 3,
  };
}

type MapsProps = {
  readonly maps: Values;
  readonly isScan: boolean;
  readonly field: number | null;
  readonly size: number;
};

function Maps({ maps, isScan, field, size }: MapsProps) {
  const limit = useMemo(() => strongestOf(maps.values), [maps]);
  const shown = useMemo(
    () =>
      liveliestChannels(maps)
        .slice(0, MAPS_SHOWN)
        .sort((a, b) => a - b)
        .map((channel) => ({ channel, map: channelMap(maps, channel) })),
    [maps],
  );
  return (
    <span className={styles.maps}>
      {shown.map(({ map, channel }) => (
        <span key={channel} className={styles.small}>
          <ValueMap map={map} palette={isScan ? 'grey' : 'signed'} limit={isScan ? 1 : limit} label={null} small>
            {field ? <Field side={(field * map.width) / size} width={map.width} height={map.height} /> : null}
          </ValueMap>
        </span>
      ))}
    </span>
  );
}

/** The part of the scan that one value in the middle has seen. */
function Field({ side, width, height }: { readonly side: number; readonly width: number; readonly height: number }) {
  return <rect className={maps.outline} x={(width - side) / 2} y={(height - side) / 2} width={side} height={side} />;
}
