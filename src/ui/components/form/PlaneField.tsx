import type { Plane } from '../../../dataset/volumeChoice.ts';
import { Segmented } from './Segmented.tsx';

const PLANES = [
  { value: 'axial', label: 'Axial', name: 'Axial: slices across the body' },
  { value: 'coronal', label: 'Coronal', name: 'Coronal: slices along the front of the body' },
  { value: 'sagittal', label: 'Sagittal', name: 'Sagittal: slices along the side of the body' },
] as const;

type PlaneFieldProps = { readonly plane: Plane; readonly onChange: (plane: Plane) => void };

/** How a volume is cut. */
export function PlaneField({ plane, onChange }: PlaneFieldProps) {
  return <Segmented label="Plane" className="self-start" value={plane} options={PLANES} onChange={onChange} />;
}
