import type { HeatMap } from '../../../../../explain/heatMap.ts';
import { numberCell, Table } from '../../../../components/table/Table.tsx';
import { mapPlaces } from '../../../../viewer/heatMap/mapPlaces.ts';

const ROWS = ['Top', 'Middle', 'Bottom'] as const;
const COLUMNS = ['Left', 'Middle', 'Right'] as const;

type MapPlacesProps = { readonly map: HeatMap /** That it explains. */; readonly className: string };

/** The map as numbers: how much of it lies where. */
export function MapPlaces({ map, className }: MapPlacesProps) {
  const places = mapPlaces(map);
  if (!places) return null;
  const signed = map.values.some((value) => value < 0);
  return (
    <details>
      <summary className="dense">As numbers</summary>
      <Table caption={`Share of the map, by place${signed ? `: + for ${className}, − against` : ''}`} captionShown>
        <thead>
          <tr>
            <td />
            {COLUMNS.map((name) => (
              <th key={name} scope="col" className={numberCell}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ROWS.map((name, row) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {COLUMNS.map((column, index) => (
                <td key={column} className={numberCell}>
                  {shareWords(places[row]?.[index] ?? 0, signed)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </details>
  );
}

/** '34 %', '−5 %' */
function shareWords(share: number, signed: boolean): string {
  const percent = Math.round(100 * Math.abs(share));
  const sign = percent === 0 || !signed ? '' : share < 0 ? '−' : '+';
  return `${sign}${percent} %`;
}
