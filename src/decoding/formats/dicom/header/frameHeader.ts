import type { DataSet } from 'dicom-parser';

const SHARED_GROUPS = 'x52009229';
const GROUPS_PER_FRAME = 'x52009230';
const INTERCEPT = 'x00281052';
const SLOPE = 'x00281053';

/** Longer texts are cut: nothing that is read as one of them is. */
const MOST_LETTERS = 64;

/**
 * What a DICOM header says of one frame. In enhanced files most of it is in functional groups (DICOM PS3.3, C.7.6.16), those of the
 * frame before those of all frames before the header itself.
 */
export class FrameHeader {
  private readonly places: readonly DataSet[];

  constructor(header: DataSet, frame: number) {
    const own = groupsIn(header.elements[GROUPS_PER_FRAME]?.items?.[frame]?.dataSet);
    const shared = groupsIn(header.elements[SHARED_GROUPS]?.items?.[0]?.dataSet);
    this.places = [...own, ...shared, header];
  }

  has(tag: string): boolean {
    return this.places.some((place) => place.elements[tag]);
  }

  /** Value in the units of the scan = stored value x slope + intercept (Modality LUT Module, DICOM PS3.3, C.11.1). A slope of 0 is none. */
  get rescaling(): { readonly slope: number; readonly intercept: number } {
    return { slope: this.decimal(SLOPE) || 1, intercept: this.decimal(INTERCEPT) ?? 0 };
  }

  /** Null where it is missing or empty. */
  text(tag: string): string | null {
    const text = this.holding(tag)?.string(tag)?.trim();
    return text ? text.slice(0, MOST_LETTERS) : null;
  }

  /** The words of an element, in capitals; none where it is missing. */
  words(tag: string): string[] {
    const text = this.holding(tag)?.string(tag) ?? '';
    return text.split('\\').map((word) => word.trim().toUpperCase());
  }

  /** The value of an element that is stored as text; null where it is missing or no number. */
  decimal(tag: string, index = 0): number | null {
    return finite(this.holding(tag)?.floatString(tag, index));
  }

  /** The value of an element that is stored as a 64-bit float. */
  double(tag: string): number | null {
    const place = this.holding(tag);
    return place?.elements[tag]?.length === 8 ? finite(place.double(tag)) : null;
  }

  /** The value of an element that is stored as a 32-bit float. */
  float(tag: string): number | null {
    const place = this.holding(tag);
    return place?.elements[tag]?.length === 4 ? finite(place.float(tag)) : null;
  }

  /** The bytes of an element; null where it is missing. */
  bytes(tag: string): Uint8Array | null {
    const place = this.holding(tag);
    const element = place?.elements[tag];
    return place && element ? place.byteArray.subarray(element.dataOffset, element.dataOffset + element.length) : null;
  }

  /** A whole number of 16 bits; null where it is missing. */
  word(tag: string, isSigned: boolean): number | null {
    const place = this.holding(tag);
    if (place?.elements[tag]?.length !== 2) return null;
    return (isSigned ? place.int16(tag) : place.uint16(tag)) ?? null;
  }

  /** One of several whole numbers of 16 bits without sign; 0 where it is missing. */
  wordAt(tag: string, index: number): number {
    return this.holding(tag)?.uint16(tag, index) ?? 0;
  }

  /** The first item of a sequence; null where it is missing or empty. */
  item(tag: string): DataSet | null {
    return (
      this.places.map((place) => place.elements[tag]?.items?.[0]?.dataSet).find((item) => item !== undefined) ?? null
    );
  }

  decimals(tag: string, count: number): number[] | null {
    const values = Array.from({ length: count }, (_, i) => this.decimal(tag, i) ?? Number.NaN);
    return values.every(Number.isFinite) ? values : null;
  }

  private holding(tag: string): DataSet | undefined {
    return this.places.find((place) => (place.elements[tag]?.length ?? 0) > 0);
  }
}

/** The macros of a functional group: sequences of one item each. */
function groupsIn(group: DataSet | undefined): DataSet[] {
  return Object.values(group?.elements ?? {}).flatMap(({ items }) => items?.[0]?.dataSet ?? []);
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
