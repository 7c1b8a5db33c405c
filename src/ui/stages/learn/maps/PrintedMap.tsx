import type { FeatureMap } from './channelMap.ts';
import { mapColours, type Palette } from './mapColours.ts';

type PrintedMapProps = { readonly map: FeatureMap; readonly palette: Palette; readonly limit: number };

/** The same squares as the canvas has, as shapes: exact on paper at any size. One path for each colour. */
export function PrintedMap({ map: { width, height, values }, palette, limit }: PrintedMapProps) {
  const rgba = mapColours(values, limit, palette);
  const paths = new Map<string, string>();
  for (let i = 0; i < values.length; i++) {
    const colour = `rgb(${rgba[4 * i]} ${rgba[4 * i + 1]} ${rgba[4 * i + 2]})`;
    paths.set(colour, `${paths.get(colour) ?? ''}M${i % width},${Math.floor(i / width)}h1v1h-1z`);
  }
  return (
    <svg viewBox={`0 0 ${width} ${height}`} shapeRendering="crispEdges" aria-hidden="true">
      {[...paths].map(([colour, path]) => (
        <path key={colour} d={path} fill={colour} />
      ))}
    </svg>
  );
}
