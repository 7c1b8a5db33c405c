import type { LayerSpec } from '../../model/layers.ts';
import { NumberField } from '../components/NumberField.tsx';
import { scaled } from '../components/numberLimits.ts';
import { Select } from '../components/Select.tsx';
import { LAYER_FIELDS } from './settingFields.ts';
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
        {...LAYER_FIELDS.conv.kernels}
        value={layer.kernels}
        onChange={(kernels) => onChange({ ...layer, kernels })}
      />
      <NumberField {...LAYER_FIELDS.conv.size} value={layer.size} onChange={(size) => onChange({ ...layer, size })} />
      <NumberField
        {...LAYER_FIELDS.conv.stride}
        value={layer.stride}
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
      <NumberField {...LAYER_FIELDS.pool.size} value={layer.size} onChange={(size) => onChange({ ...layer, size })} />
      <NumberField
        {...LAYER_FIELDS.pool.stride}
        value={layer.stride}
        onChange={(stride) => onChange({ ...layer, stride })}
      />
    </div>
  );
}

function DropoutFields({ layer, onChange }: FieldsProps<Of<'dropout'>>) {
  const { scale, ...field } = LAYER_FIELDS.dropout.rate;
  return (
    <div className={styles.small}>
      <NumberField
        {...field}
        value={scaled(layer.rate, scale)}
        onChange={(percent) => onChange({ ...layer, rate: percent / scale })}
      />
    </div>
  );
}

function DenseFields({ layer, onChange }: FieldsProps<Of<'dense'>>) {
  return (
    <div className={styles.small}>
      <NumberField
        {...LAYER_FIELDS.dense.units}
        value={layer.units}
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
