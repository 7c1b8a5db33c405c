import { type LayerSpec, layerOfKind } from '../../../../../model/layers.ts';
import { classNames } from '../../../../components/classNames.ts';
import { Setting } from '../Setting.tsx';
import styles from '../settings.module.css';

type LayerFieldsProps = {
  readonly layer: LayerSpec;
  readonly onChange: (layer: LayerSpec) => void;
};

/** The values of one layer. */
export function LayerFields({ layer, onChange }: LayerFieldsProps) {
  const { fields } = layerOfKind(layer.kind);
  const names = Object.keys(fields);
  if (names.length === 0) return null;
  return (
    <div className={classNames('stack gap-3', styles.small)}>
      {names.map((name) => (
        <Setting
          key={name}
          fields={fields}
          name={name}
          values={layer}
          onChange={(changed) => onChange({ ...layer, ...changed })}
        />
      ))}
    </div>
  );
}
