import type { KeyboardEvent } from 'react';
import type { LayerInspection } from '../../../../../model/inspectNetwork.ts';
import { type LayerSpec, layerOfKind } from '../../../../../model/layers.ts';
import { Button } from '../../../../components/Button.tsx';
import { classNames } from '../../../../components/classNames.ts';
import { CloseIcon } from '../../../../components/icons.tsx';
import { formatBytes, formatCount } from '../../../../components/text/format.ts';
import { LayerFields } from './LayerFields.tsx';
import styles from './LayerRow.module.css';
import { layerValues } from './layerStack.ts';

type LayerRowProps = {
  readonly layer: LayerSpec;
  /** From 0. */
  readonly place: number;
  readonly count: number;
  /** Null while it is not known. */
  readonly inspection: LayerInspection | null;
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly onChange: (layer: LayerSpec) => void;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
};

/** One layer: what it is, gives and costs; open, its values can be edited. */
export function LayerRow(props: LayerRowProps) {
  const { layer, place, inspection, open } = props;
  const { label: name, help } = layerOfKind(layer.kind);
  const onKeyDown = (event: KeyboardEvent) => {
    const action = keyAction(event, props);
    if (!action) return;
    event.preventDefault();
    action();
  };
  const problem = inspection?.problem ?? null;
  return (
    <li className={classNames(styles.row, open && styles.open, problem !== null && styles.broken)}>
      <div className={classNames('row dense', styles.line)}>
        <button
          type="button"
          className={classNames('bare inner-focus lights', styles.name)}
          data-layer={place}
          aria-expanded={open}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Delete"
          onClick={props.onToggle}
          onKeyDown={onKeyDown}
        >
          <span className="quiet">{place + 1}</span>
          <span>
            <b>{name}</b> <span className="quiet">{layerValues(layer)}</span>
          </span>
        </button>
        <Costs inspection={inspection} />
        <RowButtons {...props} name={`${name}, layer ${place + 1}`} />
      </div>
      {problem ? <p className={classNames('dense danger', styles.problem)}>{problem}</p> : null}
      {open ? (
        <div className={classNames('stack gap-3', styles.body)}>
          <p className="quiet dense">{help}</p>
          <LayerFields layer={layer} onChange={props.onChange} />
        </div>
      ) : null}
    </li>
  );
}

function keyAction(event: KeyboardEvent, { place, onMove, onRemove }: LayerRowProps): (() => void) | null {
  if (event.altKey && event.key === 'ArrowUp') return () => onMove(place - 1);
  if (event.altKey && event.key === 'ArrowDown') return () => onMove(place + 1);
  return event.key === 'Delete' ? onRemove : null;
}

function RowButtons({ name, place, count, onMove, onRemove }: LayerRowProps & { readonly name: string }) {
  return (
    <span className={styles.buttons}>
      <Button
        small
        variant="quiet"
        aria-label={`Move up: ${name}`}
        disabled={place === 0}
        onClick={() => onMove(place - 1)}
      >
        <ArrowIcon turned={false} />
      </Button>
      <Button
        small
        variant="quiet"
        aria-label={`Move down: ${name}`}
        disabled={place === count - 1}
        onClick={() => onMove(place + 1)}
      >
        <ArrowIcon turned />
      </Button>
      <Button small variant="quiet" aria-label={`Remove: ${name}`} onClick={onRemove}>
        <CloseIcon />
      </Button>
    </span>
  );
}

function ArrowIcon({ turned }: { readonly turned: boolean }) {
  return (
    <svg
      width={16}
      height={16}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      aria-hidden="true"
    >
      <path d={turned ? 'M8 3v10M4 9l4 4 4-4' : 'M8 13V3M4 7l4-4 4 4'} strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}

/** The scan that comes in, or the verdict that goes out: not to be edited. */
export function EndRow(props: {
  readonly name: string;
  readonly values: string;
  readonly shape: readonly number[] | null;
  readonly inspection?: LayerInspection | null;
}) {
  return (
    <div className={classNames(styles.row, styles.end)}>
      <div className={classNames('row dense', styles.line)}>
        <span className={styles.name}>
          <span className="quiet" />
          <span>
            <b>{props.name}</b> <span className="quiet">{props.values}</span>
          </span>
        </span>
        {props.inspection ? <Costs inspection={props.inspection} /> : <Shape shape={props.shape} />}
      </div>
      {props.inspection?.problem ? (
        <p className={classNames('dense danger', styles.problem)}>{props.inspection.problem}</p>
      ) : null}
    </div>
  );
}

function Shape({ shape }: { readonly shape: readonly number[] | null }) {
  return (
    <span className={classNames('quiet nowrap', styles.shape)}>
      <span className="visually-hidden">output </span>
      {shape ? shape.map(formatCount).join(' × ') : '–'}
    </span>
  );
}

function Costs({ inspection }: { readonly inspection: LayerInspection | null }) {
  return (
    <>
      <Shape shape={inspection?.outputShape ?? null} />
      <span className={classNames('quiet nowrap', styles.parameters)}>
        {inspection?.parameters ? (
          <>
            {formatCount(inspection.parameters)}
            <span className={styles.unit}> parameters</span>
          </>
        ) : null}
      </span>
      <span className={classNames('quiet nowrap', styles.memory)}>
        {inspection?.outputShape ? formatBytes(inspection.activationBytes) : ''}
      </span>
    </>
  );
}
