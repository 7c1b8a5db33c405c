import { classColour } from '../../../../components/image/classColours.ts';
import { numberCell, Table } from '../../../../components/table/Table.tsx';
import { formatCount, formatPercent } from '../../../../components/text/format.ts';
import styles from './ordinary.module.css';
import type { LayerParameters } from './parameterCounts.ts';

type ParameterBarProps = { readonly name: string; readonly layers: readonly LayerParameters[] };

/** Where the parameters of the network are: one bar, to scale, the layer that has most, and the numbers. */
export function ParameterBar({ name, layers }: ParameterBarProps) {
  const total = layers.reduce((sum, { parameters }) => sum + parameters, 0);
  const [most] = layers.toSorted((a, b) => b.parameters - a.parameters);
  return (
    <section className="stack" aria-label="Parameters of this network">
      <h2>
        {name}: {formatCount(total)} parameters
      </h2>
      <div className={styles.bar} aria-hidden="true">
        {layers.map(({ name: layer, share }, index) => (
          <span key={layer} style={{ width: `${100 * share}%`, background: classColour(index) }} title={layer} />
        ))}
      </div>
      {most ? (
        <p>
          <Swatch index={layers.indexOf(most)} />
          {most.name} has {formatPercent(most.share)} of them.
        </p>
      ) : null}
      <details>
        <summary>Layer by layer</summary>
        <LayerTable layers={layers} />
      </details>
    </section>
  );
}

function LayerTable({ layers }: Pick<ParameterBarProps, 'layers'>) {
  return (
    <Table caption="Parameters by layer">
      <thead>
        <tr>
          <th scope="col">Layer</th>
          <th scope="col">Parameters</th>
          <th scope="col">Share</th>
        </tr>
      </thead>
      <tbody>
        {layers.map(({ name, parameters, share }, index) => (
          <tr key={name}>
            <th scope="row">
              <Swatch index={index} />
              {name}
            </th>
            <td className={numberCell}>{formatCount(parameters)}</td>
            <td className={numberCell}>{formatPercent(share)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Swatch({ index }: { readonly index: number }) {
  return <span className={styles.swatch} style={{ background: classColour(index) }} aria-hidden="true" />;
}
