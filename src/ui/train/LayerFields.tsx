import type { LayerSpec } from '../../model/networkSpec.ts';
import { NumberField } from '../components/NumberField.tsx';
import { Select } from '../components/Select.tsx';
import styles from './settings.module.css';

type FieldsProps<Layer extends LayerSpec> = {
  readonly layer: Layer;
  readonly onChange: (layer: LayerSpec) => void;
};

type Of<Kind extends LayerSpec['kind']> = Extract<LayerSpec, { kind: Kind }>;

const ACTIVATIONS = [
  { value: 'relu', label: 'ReLU' },
  { value: 'linear', label: 'none' },
] as const;

/** The values of one layer. */
export function LayerFields({ layer, onChange }: FieldsProps<LayerSpec>) {
  switch (layer.kind) {
    case 'conv':
      return <ConvFields layer={layer} onChange={onChange} />;
    case 'max-pool':
    case 'average-pool':
      return <PoolFields layer={layer} onChange={onChange} />;
    case 'dropout':
      return <DropoutFields layer={layer} onChange={onChange} />;
    case 'dense':
      return <DenseFields layer={layer} onChange={onChange} />;
    default:
      return null;
  }
}

function ConvFields({ layer, onChange }: FieldsProps<Of<'conv'>>) {
  return (
    <div className={styles.small}>
      <NumberField
        label="Kernels"
        value={layer.kernels}
        min={1}
        max={1024}
        onChange={(kernels) => onChange({ ...layer, kernels })}
      />
      <NumberField
        label="Kernel side"
        value={layer.size}
        min={1}
        max={31}
        onChange={(size) => onChange({ ...layer, size })}
      />
      <NumberField
        label="Stride"
        value={layer.stride}
        min={1}
        max={16}
        onChange={(stride) => onChange({ ...layer, stride })}
      />
      <Select
        label="Padding"
        value={layer.padding}
        options={[
          { value: 'same', label: 'same' },
          { value: 'valid', label: 'valid' },
        ]}
        onChange={(padding) => onChange({ ...layer, padding })}
      />
      <Select
        label="Activation"
        value={layer.activation}
        options={ACTIVATIONS}
        onChange={(activation) => onChange({ ...layer, activation })}
      />
    </div>
  );
}

function PoolFields({ layer, onChange }: FieldsProps<Of<'max-pool' | 'average-pool'>>) {
  return (
    <div className={styles.small}>
      <NumberField
        label="Patch side"
        value={layer.size}
        min={1}
        max={64}
        onChange={(size) => onChange({ ...layer, size })}
      />
      <NumberField
        label="Stride"
        value={layer.stride}
        min={1}
        max={64}
        onChange={(stride) => onChange({ ...layer, stride })}
      />
    </div>
  );
}

function DropoutFields({ layer, onChange }: FieldsProps<Of<'dropout'>>) {
  return (
    <div className={styles.small}>
      <NumberField
        label="Share dropped"
        unit="%"
        value={Math.round(layer.rate * 1000) / 10}
        min={0}
        max={95}
        step="any"
        onChange={(percent) => onChange({ ...layer, rate: percent / 100 })}
      />
    </div>
  );
}

function DenseFields({ layer, onChange }: FieldsProps<Of<'dense'>>) {
  return (
    <div className={styles.small}>
      <NumberField
        label="Units"
        value={layer.units}
        min={1}
        max={8192}
        onChange={(units) => onChange({ ...layer, units })}
      />
      <Select
        label="Activation"
        value={layer.activation}
        options={ACTIVATIONS}
        onChange={(activation) => onChange({ ...layer, activation })}
      />
    </div>
  );
}
