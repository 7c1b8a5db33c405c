import { useRef, useState } from 'react';
import type { NetworkInspection } from '../../../../../model/inspectNetwork.ts';
import { type LayerKind, layerKinds, layerOfKind } from '../../../../../model/layers.ts';
import type { NetworkSpec } from '../../../../../model/networkSpec.ts';
import { Button } from '../../../../components/Button.tsx';
import { classNames } from '../../../../components/classNames.ts';
import { Select } from '../../../../components/form/Select.tsx';
import { formatBytes, formatCounted } from '../../../../components/text/format.ts';
import { StatusLine } from '../../../../components/text/StatusLine.tsx';
import type { QueryResult } from '../../../../components/useLatestQuery.ts';
import { Disclosure } from '../Disclosure.tsx';
import { replaceInRequest } from '../draft/draftStore.ts';
import { EndRow, LayerRow } from './LayerRow.tsx';
import { addLayer, changeLayer, moveLayer, removeLayer } from './layerStack.ts';
import styles from './NetworkEditor.module.css';

type NetworkEditorProps = {
  readonly network: NetworkSpec;
  readonly classes: readonly string[];
  readonly inspection: QueryResult<NetworkInspection>;
  /** All layers are in sight at first. */
  readonly open?: boolean;
};

/** The stack of layers from the scan down to the verdict, with what each gives and costs. */
export function NetworkEditor({ network, classes, inspection, open: inSight = false }: NetworkEditorProps) {
  const [open, setOpen] = useState<number | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const [said, setSaid] = useState('');
  const known = inspection.step === 'answered' ? inspection.value : null;
  const { layers } = network;

  const labelAt = (place: number) => layers[place] && layerOfKind(layers[place].kind).label;
  const edit = (next: NetworkSpec) => replaceInRequest({ network: next });
  const focusRow = (place: number) => {
    list.current?.querySelectorAll<HTMLElement>('[data-layer]')[place]?.focus();
  };
  const move = (from: number, to: number) => {
    const next = moveLayer(network, from, to);
    if (next === network) return;
    edit(next);
    setOpen(open === from ? to : open === to ? from : open);
    setSaid(`${labelAt(from)} is now layer ${to + 1} of ${layers.length}`);
    requestAnimationFrame(() => focusRow(to));
  };
  const remove = (place: number) => {
    edit(removeLayer(network, place));
    setOpen(null);
    setSaid(`${labelAt(place)} removed`);
    requestAnimationFrame(() => focusRow(Math.min(place, layers.length - 2)));
  };
  const add = (kind: LayerKind) => {
    const place = open === null ? layers.length : open + 1;
    edit(addLayer(network, place, kind));
    setOpen(place);
    setSaid(`${layerOfKind(kind).label} added as layer ${place + 1}`);
    requestAnimationFrame(() => focusRow(place));
  };

  return (
    <Disclosure title="Network" values={known ? <TotalCost inspection={known} /> : null} open={inSight}>
      <div className={styles.stack}>
        <div className={styles.columnHeads} aria-hidden="true">
          <span>Layer</span>
          <span>Output</span>
          <span>Parameters</span>
          <span>Memory</span>
        </div>
        <EndRow name="Input" values="one scan" shape={known?.input ?? null} />
        <ol ref={list}>
          {layers.map((layer, place) => (
            <LayerRow
              // biome-ignore lint/suspicious/noArrayIndexKey: a layer has no identity but its place and kind
              key={`${place} ${layer.kind}`}
              layer={layer}
              place={place}
              count={layers.length}
              inspection={known?.layers[place] ?? null}
              open={open === place}
              onToggle={() => setOpen(open === place ? null : place)}
              onChange={(changed) => edit(changeLayer(network, place, changed))}
              onMove={(to) => move(place, to)}
              onRemove={() => remove(place)}
            />
          ))}
        </ol>
        <EndRow
          name="Output"
          values={
            classes.length > 2 ? `softmax over ${classes.length} classes` : `1 sigmoid neuron: ${classes[1] ?? ''}`
          }
          shape={known?.output.outputShape ?? null}
          inspection={known?.output ?? null}
        />
      </div>
      <AddLayer onAdd={add} after={open} />
      <StatusLine className="visually-hidden">{said}</StatusLine>
    </Disclosure>
  );
}

function TotalCost({ inspection }: { readonly inspection: NetworkInspection }) {
  if (inspection.problem !== null) return <span className="dense danger">Cannot be trained yet</span>;
  return (
    <>
      {formatCounted(inspection.layers.length, 'layer')}, {formatCounted(inspection.parameters, 'parameter')},{' '}
      {formatBytes(inspection.trainingBytes)} of memory to train
    </>
  );
}

function AddLayer({ onAdd, after }: { readonly onAdd: (kind: LayerKind) => void; readonly after: number | null }) {
  const [kind, setKind] = useState<LayerKind>('conv');
  return (
    <div className={classNames('stack', styles.add)}>
      <Select
        label="New layer"
        value={kind}
        options={layerKinds.map(({ kind: value, label }) => ({ value, label }))}
        onChange={setKind}
      />
      <Button onClick={() => onAdd(kind)}>{after === null ? 'Add at the end' : `Add after layer ${after + 1}`}</Button>
      <p className="quiet dense">Keys on a layer: Enter edits, Alt + arrow keys move, Delete removes.</p>
    </div>
  );
}
