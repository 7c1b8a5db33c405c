import type { FrameHeader } from './frameHeader.ts';

const COMPONENT = 'x00089208';
const IMAGE_TYPE = 'x00080008';

/** What an image of magnetic resonance may show instead of magnitudes, by the words of headers (DICOM PS3.3, C.8.13.3.1.1, and Siemens). */
const KINDS: Readonly<Record<string, string>> = {
  ...{ PHASE: 'phase', P: 'phase', 'PHASE MAP': 'phase', VELOCITY: 'velocity', 'VELOCITY MAP': 'velocity' },
  ...{ REAL: 'real part', R: 'real part', IMAGINARY: 'imaginary part', I: 'imaginary part' },
};

/** Returns e.g. 'phase'; null for magnitudes, which nearly all images show, and where the header does not say. */
export function imageKind(header: FrameHeader): string | null {
  const component = header.text(COMPONENT);
  if (component !== null) return KINDS[component.toUpperCase()] ?? null;
  // The third word is the modality's.
  return header.text('x00080060') === 'MR' ? (KINDS[header.words(IMAGE_TYPE)[2] ?? ''] ?? null) : null;
}
