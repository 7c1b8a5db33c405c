import type { HeaderFields } from '../../../image/rawImage.ts';
import type { FrameHeader } from './frameHeader.ts';
import { sayPixelSpacing } from './pixelSpacing.ts';

const MODALITIES: Readonly<Record<string, string>> = {
  MR: 'magnetic resonance (MR)',
  CT: 'computed tomography (CT)',
  PT: 'positron emission tomography (PT)',
  NM: 'nuclear medicine (NM)',
  US: 'ultrasound (US)',
  CR: 'radiography (CR)',
  DX: 'radiography (DX)',
  MG: 'mammography (MG)',
  XA: 'angiography (XA)',
  SC: 'secondary capture (SC)',
  OT: 'other (OT)',
};

type Read = (header: FrameHeader) => string | null;

/**
 * The headerFields of a header that are stored, in the order in which they are shown. Nothing here is personal, and no free text of the hospital's is
 * read (descriptions and comments hold names at times).
 */
const FACTS: readonly (readonly [label: string, read: Read])[] = [
  ['Modality', (header) => modality(header.text('x00080060'))],
  ['Body part', (header) => header.text('x00180015')],
  ['Manufacturer', (header) => header.text('x00080070')],
  ['Model', (header) => header.text('x00081090')],
  ['Field strength', (header) => number(header.decimal('x00180087') ?? header.double('x00180087'), 'T')],
  ['Sequence', (header) => header.text('x00180020')],
  ['Echo time', (header) => number(header.decimal('x00180081') ?? header.double('x00189082'), 'ms')],
  ['Repetition time', (header) => number(header.decimal('x00180080'), 'ms')],
  ['Inversion time', (header) => number(header.decimal('x00180082'), 'ms')],
  ['Flip angle', (header) => number(header.decimal('x00181314'), '°')],
  ['Tube voltage', (header) => number(header.decimal('x00180060'), 'kV')],
  ['Slice thickness', (header) => number(header.decimal('x00180050'), 'mm')],
  ['Slice spacing', (header) => number(header.decimal('x00180088'), 'mm')],
  ['Pixel spacing', sayPixelSpacing],
  ['Rescaling', rescaling],
];

export function readHeaderFields(header: FrameHeader): HeaderFields {
  return FACTS.flatMap(([label, read]) => {
    const value = read(header);
    return value === null ? [] : [[label, value] as const];
  });
}

function modality(code: string | null): string | null {
  return code && (MODALITIES[code] ?? code);
}

/** Four significant digits are more than a scanner keeps to. */
function number(value: number | null, unit: string): string | null {
  return value === null ? null : `${Number(value.toPrecision(4))} ${unit}`;
}

function rescaling(header: FrameHeader): string | null {
  if (header.has('x00283000')) return 'by a table of the header';
  const { slope, intercept } = header.rescaling;
  return slope === 1 && intercept === 0 ? null : `x ${slope} ${intercept < 0 ? '-' : '+'} ${Math.abs(intercept)}`;
}
