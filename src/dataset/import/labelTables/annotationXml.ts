import { type Annotation, AnnotationRows } from './annotationRows.ts';
import type { Cells } from './joinTables.ts';
import { type XmlEvent, xmlEvents } from './xmlEvents.ts';

/**
 * Reads the annotation of one image that an XML holds: Pascal VOC, whose objects have a category each. Null of other XML, and of broken one.
 * http://host.robots.ox.ac.uk/pascal/VOC/voc2012/htmldoc/devkit_doc.html
 */
export function annotationOfXml(text: string): Annotation | null {
  try {
    return annotationOfVoc(text);
  } catch {
    return null; // as broken JSON
  }
}

function annotationOfVoc(text: string): Annotation | null {
  const open: string[] = [];
  const objects: string[] = [];
  let named = '';
  let words = '';
  for (const event of xmlEvents(text)) {
    if (event.kind === 'text') words += event.text;
    else if (event.kind === 'open') {
      if (open.length === 0 && event.name !== 'annotation') return null;
      open.push(event.name);
      words = '';
    } else {
      // A part of an object has a name, too, one step deeper.
      if (open.length === 3 && open[1] === 'object' && event.name === 'name') objects.push(words.trim());
      if (open.length === 2 && event.name === 'filename') named = words.trim();
      if (open.pop() !== event.name) return null;
      words = '';
    }
  }
  return open.length === 0 ? { named: named || null, labels: [], objects, fields: [] } : null;
}

/**
 * Reads an XML of all images as a table: CVAT for images, whose tags are of a whole image, and whose shapes are objects in it. Null of other
 * XML, and of broken one. https://docs.cvat.ai/docs/other/xml_format
 */
export function cellsOfXml(text: string): Cells | null {
  const reader = new CvatReader();
  try {
    for (const event of xmlEvents(text)) if (!reader.hear(event)) return null;
  } catch {
    return null; // as broken JSON
  }
  const { head, rows } = reader.rows.cells();
  return { head, rows };
}

type CvatImage = {
  readonly named: string;
  readonly labels: string[];
  readonly objects: string[];
  readonly fields: Annotation['fields'][number][];
};

class CvatReader {
  readonly rows = new AnnotationRows();
  private hasRoot = false;
  private image: CvatImage | null = null;
  private isTag = false;
  /** What is said of a tag, and the words so far. */
  private attribute: string | null = null;
  private words = '';

  /** Whether it may still be such an XML. */
  hear(event: XmlEvent): boolean {
    if (event.kind === 'text') this.words += event.text;
    else if (event.kind === 'open') return this.begin(event.name, event.attributes);
    else this.end(event.name);
    return true;
  }

  private begin(name: string, attributes: ReadonlyMap<string, string>): boolean {
    const isRoot = !this.hasRoot;
    this.hasRoot = true;
    if (isRoot) return name === 'annotations';
    const label = attributes.get('label');
    if (name === 'image' && attributes.has('name')) this.image = imageOf(attributes);
    else if (name === 'tag' && label !== undefined) {
      this.image?.labels.push(label);
      this.isTag = true;
    } else if (label !== undefined) this.image?.objects.push(label);
    if (name === 'attribute' && this.isTag) this.attribute = attributes.get('name') ?? null;
    this.words = '';
    return true;
  }

  private end(name: string): void {
    if (name === 'tag') this.isTag = false;
    if (name === 'attribute' && this.attribute !== null) {
      this.image?.fields.push([[this.attribute], this.words.trim()]);
      this.attribute = null;
    }
    if (name !== 'image' || !this.image) return;
    this.rows.add(this.image.named, this.image);
    this.image = null;
  }
}

function imageOf(attributes: ReadonlyMap<string, string>): CvatImage {
  const subset = attributes.get('subset');
  return {
    ...{ named: attributes.get('name') ?? '', labels: [], objects: [] },
    fields: subset === undefined ? [] : [[['subset'], subset]],
  };
}
