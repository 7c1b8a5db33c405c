import type { DataSet } from 'dicom-parser';
import { shortHash } from '../../../../dataset/hashes.ts';
import type { PatientKey } from '../../../../dataset/scan.ts';

const TAG = {
  patientName: 'x00100010',
  patientId: 'x00100020',
  issuer: 'x00100021',
  birthDate: 'x00100030',
  study: 'x0020000d',
  series: 'x0020000e',
  instance: 'x00080018',
} as const;

/** What programs write in the place of a patient's name or number: the same for everybody. */
const NOBODY = /^[\s0x_^.*-]*$|^anon|^unknown|^none|^n\/?a$|^removed|^deleted|^de-?ident|^patient$|^test$/i;

/**
 * Whose file this is and which series it belongs to, as hashes alone. Patients are distinguished by number, or by name and date of birth;
 * where these were removed, the study is used. A file that names no series is one of its own.
 */
export async function readIdentity(header: DataSet): Promise<{ subject: PatientKey | null; series: string }> {
  const text = (tag: string) => header.string(tag)?.trim() ?? '';
  const patient = patientText(text);
  // Whose study it is nobody knows: it groups scans like a volume does.
  const whom = patient ?? studyText(text);
  const series = text(TAG.series) || text(TAG.instance) || text(TAG.study) || crypto.randomUUID();
  const [id, seriesId] = await Promise.all([whom && hashOfPatient.of(whom), hashOfSeries.of(`series|${series}`)]);
  return { subject: id ? { id, from: patient ? 'dicom' : 'volume' } : null, series: seriesId };
}

/** The slices of a series have the same texts, one after another. */
class LastHash {
  private text: string | null = null;
  private hash = Promise.resolve('');

  of(text: string): Promise<string> {
    if (text !== this.text) this.hash = shortHash(text);
    this.text = text;
    return this.hash;
  }
}

const hashOfPatient = new LastHash();
const hashOfSeries = new LastHash();

function patientText(text: (tag: string) => string): string | null {
  const id = text(TAG.patientId);
  if (!NOBODY.test(id)) return `patient|${text(TAG.issuer)}|${id}`;
  const name = text(TAG.patientName);
  return NOBODY.test(name) ? null : `patient|${name}|${text(TAG.birthDate)}`;
}

function studyText(text: (tag: string) => string): string | null {
  if (text(TAG.study)) return `study|${text(TAG.study)}`;
  return text(TAG.series) ? `series|${text(TAG.series)}` : null;
}
