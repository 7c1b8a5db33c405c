import type { PatientsKnown } from './patientsKnown.ts';
import type { PatientKey } from './scan.ts';
import type { SplitSettings } from './split/splitSettings.ts';

export function patientsKnown(scans: readonly { readonly subject: PatientKey | null }[]): PatientsKnown {
  const patients = new Set<string>();
  const volumes = new Set<string>();
  let known = 0;
  for (const { subject } of scans) {
    if (subject?.from === 'volume') volumes.add(subject.id);
    else if (subject) {
      patients.add(subject.id);
      known += 1;
    }
  }
  return { of: scans.length, scans: known, patients: patients.size, volumes: volumes.size };
}

/** Whether figures may be flattered by scans of one patient on both sides of a split, in words that follow 'Patients: '. */
export function patientsSentence(known: PatientsKnown | undefined, split: SplitSettings['kind']): string {
  if (!known || known.scans + known.volumes === 0)
    return 'unknown. No patient ids, so scans of one patient may be on both sides.';
  const { of, scans, volumes } = known;
  const patients = `${grouped(known.patients)} in ${grouped(scans)} of ${grouped(of)} scans`;
  if (split === 'random')
    return scans > 0
      ? `known (${patients}), but a random split puts scans of one patient on both sides.`
      : 'unknown. A random split puts slices of one volume or study on both sides.';
  if (split === 'own')
    return scans > 0
      ? `known (${patients}), but the set’s own split may put scans of one patient on both sides.`
      : 'unknown. The set’s own split may put slices of one volume or study on both sides.';
  if (scans === of) return `known (${patients}). The split keeps each patient on one side.`;
  if (scans === 0)
    return `unknown. Slices of one volume or study (${grouped(volumes)} of them) stay on one side, those of one patient may not.`;
  return `known in part (${patients}). Those stay on one side; other scans may be of the same people.`;
}

/** 4600 -> '4,600'. */
function grouped(value: number): string {
  return value.toLocaleString('en');
}
