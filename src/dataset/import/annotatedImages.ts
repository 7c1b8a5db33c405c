import { stemsOfAnnotation } from './annotationCandidates.ts';
import { sharedStart } from './labelTables/labelTable.ts';
import { stemOf } from './maskCandidates.ts';

/** Annotations of images, each of another one: they can be read as one table. */
export type AnnotationSet = {
  /** What it is called, in the folder that holds all of it: `set/Annotations (XML files)`. */
  readonly path: string;
  readonly files: readonly AnnotatedImage[];
};

/** `image`: the path of the image that is meant; its name alone where several are as near. */
type AnnotatedImage = { readonly index: number; readonly image: string };

type Growing = {
  readonly kind: string;
  readonly files: AnnotatedImage[];
  readonly images: Set<string>;
  folder: Folder;
};
type Folder = readonly string[] | null;

/** More for one image are not read. */
const MOST_SETS = 4;

/**
 * Finds the image of each annotation: the nearest of its name, as folders go (`train/ann/a.json` is of `train/img/a.jpg`). All images first,
 * then the annotations, both in portions.
 */
export class AnnotatedImages {
  /** By a folder above, at any height, and a stem: the path; null where several have it. */
  private readonly byPlace = new Map<string, string | null>();
  private readonly folders = new Map<string, { readonly kind: string; readonly files: AnnotatedImage[] }>();

  addImages(paths: readonly string[]): void {
    for (const path of paths) {
      const segments = path.split('/');
      const stem = stemOf(segments.at(-1) ?? '');
      for (let depth = segments.length - 1; depth >= 0; depth--) {
        const place = placeOf(segments.slice(0, depth), stem);
        this.byPlace.set(place, this.byPlace.has(place) ? null : path);
      }
    }
  }

  addAnnotations(files: readonly { readonly index: number; readonly path: string }[]): void {
    for (const { index, path } of files) {
      const segments = path.split('/');
      const name = segments.pop() ?? '';
      const image = this.imageOf(segments, name);
      if (image === null) continue;
      const kind = /\.xml$/i.test(name) ? 'XML' : 'JSON';
      const key = `${kind}\n${segments.join('/')}`;
      const folder = this.folders.get(key) ?? { kind, files: [] };
      this.folders.set(key, folder);
      folder.files.push({ index, image });
    }
  }

  /** Folders of one kind together, but for those that say something of the same images. */
  sets(): AnnotationSet[] {
    const sets: Growing[] = [];
    for (const [key, { kind, files }] of this.folders) {
      const folder = key.slice(kind.length + 1).split('/');
      const isApart = (set: Growing) => set.kind === kind && !files.some(({ image }) => set.images.has(image));
      const found = sets.find(isApart) ?? { kind, files: [], images: new Set<string>(), folder: null };
      if (found.files.length === 0 && sets.push(found) > MOST_SETS) break;
      found.folder = sharedStart(found.folder, folder);
      for (const file of files) {
        found.files.push(file);
        found.images.add(file.image);
      }
    }
    return named(sets.slice(0, MOST_SETS));
  }

  /** Null where none is here. */
  private imageOf(folders: readonly string[], name: string): string | null {
    const stems = stemsOfAnnotation(name);
    for (let depth = folders.length; depth >= 0; depth--) {
      for (const stem of stems) {
        const path = this.byPlace.get(placeOf(folders.slice(0, depth), stem));
        if (path !== undefined) return path ?? stem;
      }
    }
    return null;
  }
}

function placeOf(folders: readonly string[], stem: string): string {
  return `${folders.join('/')}\n${stem}`;
}

function named(sets: readonly Growing[]): AnnotationSet[] {
  const taken = new Set<string>();
  return sets.map(({ kind, files, folder }) => {
    const shared = (folder ?? []).filter((segment) => segment !== '').join('/');
    const path = shared === '' ? `${kind} files` : `${shared} (${kind} files)`;
    const own = taken.has(path) ? `${path}, ${taken.size + 1}` : path;
    taken.add(own);
    return { path: own, files };
  });
}
