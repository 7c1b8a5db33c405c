import type { Annotation } from './annotationRows.ts';
import { headPlace, plainHead, speaksOfClass } from './columnHeads.ts';
import { MOST_LETTERS } from './joinTables.ts';
import { areEntries, cellOf, type Entry, isEntry } from './jsonValues.ts';

type Field = Annotation['fields'][number];

/** Deeper fields are parts of objects. */
const DEEPEST = 8;
/** More fields are no columns. */
const MOST_FIELDS = 500;

/**
 * Reads the annotation of one image that a JSON holds: LabelMe, Supervisely, or any object of scalars, nested or not. Null of anything else:
 * lists, broken JSON.
 */
export function annotationOfJson(text: string): Annotation | null {
  const value = parsed(text);
  if (!isEntry(value)) return null;
  return annotationOfLabelMe(value) ?? annotationOfSupervisely(value) ?? annotationOfFields(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** `flags` are of the whole image, `shapes` its objects: https://github.com/wkentaro/labelme/blob/main/README.md */
function annotationOfLabelMe({ flags, shapes, imagePath }: Entry): Annotation | null {
  if (!areEntries(shapes) || !(isEntry(flags) || imagePath !== undefined)) return null;
  const all = Object.entries(isEntry(flags) ? flags : {});
  return {
    named: nameOf(imagePath),
    labels: all.flatMap(([flag, isSet]) => (isSet === true ? [flag] : [])),
    objects: shapes.map(({ label }) => cellOf(label)),
    fields: all.map(([flag, isSet]) => [[flag], cellOf(isSet)]),
  };
}

/**
 * `tags` are of the whole image, one with a value says something of it, `objects` have a class each:
 * https://developer.supervisely.com/getting-started/supervisely-annotation-format/images
 */
function annotationOfSupervisely({ tags, objects, name }: Entry): Annotation | null {
  if (!areTags(tags) || !areEntries(objects) || !objects.every(({ classTitle }) => typeof classTitle === 'string'))
    return null;
  const all = tags.map((tag) => (typeof tag === 'string' ? { name: tag, value: null } : tag));
  const isBare = ({ value }: Entry) => value === null || value === undefined;
  return {
    named: nameOf(name),
    labels: all.filter(isBare).map((tag) => cellOf(tag.name)),
    objects: objects.map(({ classTitle }) => cellOf(classTitle)),
    fields: all.filter((tag) => !isBare(tag)).map((tag): Field => [[cellOf(tag.name)], cellOf(tag.value)]),
  };
}

type Tag = { readonly name?: unknown; readonly value?: unknown };

/** Earlier versions wrote their names alone. */
function areTags(tags: unknown): tags is readonly (Tag | string)[] {
  return Array.isArray(tags) && tags.every((tag) => typeof tag === 'string' || (isEntry(tag) && 'name' in tag));
}

/** Any other object: ISIC's (https://api.isic-archive.com) has what matters below `meta.clinical`. */
function annotationOfFields(entry: Entry): Annotation {
  const { name, filename, file_name } = entry;
  return {
    named: nameOf(name ?? filename ?? file_name),
    labels: [],
    objects: [],
    fields: isSidecar(entry) ? [] : fieldsOf(entry),
  };
}

function nameOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function fieldsOf(entry: Entry): Field[] {
  const fields: Field[] = [];
  const walk = (within: Entry, keys: readonly string[]): void => {
    for (const [key, value] of Object.entries(within)) {
      if (fields.length >= MOST_FIELDS) return;
      if (isEntry(value)) {
        if (keys.length < DEEPEST) walk(value, [...keys, key]);
        continue;
      }
      const cell = cellOf(value);
      if (cell !== '' && cell.length <= MOST_LETTERS) fields.push([[...keys, key], cell]);
    }
  };
  walk(entry, []);
  return fields;
}

/** How an image was taken, as dcm2niix writes it beside each: https://bids-specification.readthedocs.io/en/stable/modality-specific-files/magnetic-resonance-imaging-data.html */
const OF_ACQUISITION = new Set(
  `Modality Manufacturer ManufacturersModelName MagneticFieldStrength ImagingFrequency EchoTime RepetitionTime FlipAngle
  InversionTime SeriesNumber SeriesDescription ProtocolName ConversionSoftware ConversionSoftwareVersion SliceThickness
  SoftwareVersions ScanningSequence SequenceVariant MRAcquisitionType PatientPosition ImageType PhaseEncodingDirection
  TaskName InstitutionName DeviceSerialNumber StationName AcquisitionNumber AcquisitionTime ImageOrientationPatientDICOM
  ReceiveCoilName ConvolutionKernel KVP XRayExposure`.split(/\s+/),
);
const LEAST_OF_ACQUISITION = 3;

function isSidecar(entry: Entry): boolean {
  const keys = Object.keys(entry);
  const saysClass = (key: string) => headPlace('className', plainHead(key)) !== null || speaksOfClass(plainHead(key));
  return keys.filter((key) => OF_ACQUISITION.has(key)).length >= LEAST_OF_ACQUISITION && !keys.some(saysClass);
}
