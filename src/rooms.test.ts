import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';

// Holds the code to the table of rooms in src/README.md.

type SourceFile = {
  /** From src/, e.g. `model/card/card.ts`. */
  readonly path: string;
  readonly text: string;
};
type Room = { readonly name: string; readonly mayNotKnow: string };
type Import = { readonly from: string; readonly typeOnly: boolean; readonly lazy?: boolean };
type Node = { readonly type: string; readonly [key: string]: unknown };

/** Libraries that have a home; every other one may be used in any room that may know libraries. */
const HOMES: readonly (readonly [library: RegExp, rooms: string])[] = [
  [/^(react|react-.*|zustand|d3-(?!dsv$).*)$/, 'ui'],
  [/^@tensorflow\//, 'preprocessing compute model inference training explain export'],
  [/^idb$/, 'storage'],
  [/^d3-dsv$/, 'worker'],
];
const GLOBALS_OF_THE_DOM =
  /^(window|document|navigator|location|self|localStorage|indexedDB|fetch|postMessage|Worker|Image|ImageData|ImageBitmap|OffscreenCanvas|createImageBitmap|requestAnimationFrame|(HTML|SVG)\w*Element)$/;
/** Its ways to the workers, which load what they need where it does not hold up the page. */
const CLIENTS = /^(worker|offline)\/client\.ts$/;
const PURE =
  /^((statistics|dataset|audit|evaluation|model)\/.*|preprocessing\/(preprocessingSpec|degradations)\.ts|compute\/(backends|backendSchemas)\.ts|export\/targets(\/[^/]+)?\.ts|export\/report\/statements\.ts|archive\/(messages|joinBytes)\.ts|explain\/(channels|heatMap|maskOverlap|receptiveField|operation|windowWalk)\.ts|decoding\/(messages|refusalSentence|preprocessingVersion)\.ts|decoding\/formats\/([^/]+\/description|descriptions?)\.ts)$/;
const BUILDS_TENSORS = /^model\/network\//;
/** Code that the page may load; what it loads in turn is pure as well. */
const isPure = (path: string) => PURE.test(path) && !BUILDS_TENSORS.test(path);
/** What a target imports only once it writes a file, which the page leaves to the worker. */
const mayImportLazily = (path: string) => /^export\/targets\//.test(path);
/** What the page may import at run time from outside `ui/`. */
const isOpenToThePage = (path: string) => CLIENTS.test(path) || isPure(path);
const ASSET = /\.(css|svg|png|wasm|json|md|py|html)$/;
/** Tests, what only tests use, what runs while the page is built, and AssemblyScript, which is another language. */
const OUTSIDE_THE_ROOMS = /(\.test\.tsx?|\.fixture\.ts|\/vitePlugin\.ts|\.build\.ts|\/assembly\/\w+\.ts)$/;
/** Written by our own plugin while the page is built, each for one room. */
const madeByTheBuildFor = (room: string) =>
  room === 'compute' ? /^virtual:training-kernels\// : new RegExp(`^virtual:(wasm|page)/${room}(/|$)`);

function readRooms(readme: string): Room[] {
  const rows = readme.matchAll(/^\|\s*\d+\s*\|\s*`(\w+)\/`\s*\|[^|]*\|([^|]*)\|$/gm);
  return Array.from(rows, ([, name = '', mayNotKnow = '']) => ({ name, mayNotKnow: mayNotKnow.trim() }));
}

/** Every way in which the sources break the table, in words. */
function violationsOf(rooms: readonly Room[], files: readonly SourceFile[]): string[] {
  const folders = new Set(
    files
      .map(({ path }) => path)
      .filter((path) => path.includes('/'))
      .map(roomOf),
  );
  const unlisted = [...folders].filter((folder) => !rooms.some(({ name }) => name === folder));
  return [
    ...unlisted.map((folder) => `src/${folder}/ is not in the table of src/README.md`),
    ...files
      .filter(({ path }) => path.includes('/') && !OUTSIDE_THE_ROOMS.test(path))
      .flatMap((file) => violationsOfFile(rooms, file)),
  ];
}

function violationsOfFile(rooms: readonly Room[], file: SourceFile): string[] {
  const { program, errors } = parseSync(file.path, file.text);
  if (errors.length > 0) return [`${file.path} cannot be parsed`];
  const room = rooms.find(({ name }) => name === roomOf(file.path));
  if (!room) return [];
  const nodes = [...walk(program as unknown as Node)];
  const complaints = [
    ...nodes.flatMap(importOf).flatMap((imported) => complaintsAboutImport(rooms, room, file.path, imported)),
    ...(room.mayNotKnow.includes('the DOM') ? nodes.flatMap(domGlobalOf) : []),
  ];
  return complaints.map((complaint) => `${file.path} ${complaint}`);
}

function complaintsAboutImport(rooms: readonly Room[], room: Room, path: string, imported: Import): string[] {
  const { from } = imported;
  const typeOnly = imported.typeOnly || (imported.lazy === true && mayImportLazily(path)); // loaded by no page
  const [target = ''] = from.split('?');
  if (target.startsWith('.'))
    return complaintsAboutOwnFile(rooms, room, path, posix.join(posix.dirname(path), target), typeOnly);
  if (madeByTheBuildFor(room.name).test(target)) return [];
  if (/^(\/|[a-z]+:)/.test(target)) return [`imports ${from}, which is neither a library nor a file of ours`];
  const library = target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');
  if (!mayUse(room, library)) return [`imports ${library}, which ${room.name}/ may not know`];
  return isPure(path) && !mayUse(ui, library) && !typeOnly ? [`imports ${library}, but the page may load it`] : [];
}

function complaintsAboutOwnFile(
  rooms: readonly Room[],
  room: Room,
  path: string,
  target: string,
  typeOnly: boolean,
): string[] {
  const other = rooms.findIndex(({ name }) => name === roomOf(target));
  if (target.startsWith('..')) return [`imports ${target}, which is outside src/`];
  if (OUTSIDE_THE_ROOMS.test(target)) return [`imports ${target}, which is for tests`];
  if (other < 0) return [`imports ${target}, which is in no room`];
  if (!ASSET.test(target) && !/\.tsx?$/.test(target)) return [`imports ${target} without its ending`];
  if (other > rooms.indexOf(room)) return [`imports ${target}, which is in a room below`];
  if (typeOnly || isOpenToThePage(target)) return [];
  if (isPure(path)) return [`imports ${target} at run time, but the page may load it`];
  if (room.name !== 'ui' || roomOf(target) === 'ui') return [];
  return [`imports ${target} at run time, which the page may know only by its types`];
}

/** Files that lead back to themselves, types included: 'a.ts -> b.ts -> a.ts'. */
function circlesOf(files: readonly SourceFile[]): string[] {
  const shipped = files.filter(({ path }) => !OUTSIDE_THE_ROOMS.test(path));
  const importsOf = new Map(
    shipped.map((file) => {
      const nodes = [...walk(parseSync(file.path, file.text).program as unknown as Node)];
      const own = nodes.flatMap(importOf).filter(({ from }) => from.startsWith('.') && !from.includes('?'));
      return [file.path, own.map(({ from }) => posix.join(posix.dirname(file.path), from))] as const;
    }),
  );
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (path: string, way: readonly string[]): void => {
    const at = way.indexOf(path);
    if (at >= 0) circles.push([...way.slice(at), path].join(' -> '));
    if (at >= 0 || done.has(path)) return;
    for (const next of importsOf.get(path) ?? []) visit(next, [...way, path]);
    done.add(path);
  };
  for (const { path } of shipped) visit(path, []);
  return circles;
}

function mayUse(room: Room, library: string): boolean {
  if (room.mayNotKnow.includes('any library')) return false;
  const home = HOMES.find(([pattern]) => pattern.test(library));
  return home === undefined || home[1].split(' ').includes(room.name);
}

function roomOf(path: string): string {
  return path.split('/')[0] ?? '';
}

function* walk(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const item of value) yield* walk(item);
  if (!isNode(value)) return;
  yield value;
  for (const [key, child] of Object.entries(value)) {
    const isName = (key === 'property' || key === 'key') && value.computed === false;
    if (!isName && typeof child === 'object') yield* walk(child);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}

/** Imports and re-exports, static or dynamic, of values or types, workers by URL, globs. */
function importOf(node: Node): Import[] {
  switch (node.type) {
    case 'ImportDeclaration':
      return [{ from: textOf(node.source), typeOnly: node.importKind === 'type' }];
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return node.source ? [{ from: textOf(node.source), typeOnly: node.exportKind === 'type' }] : [];
    case 'ImportExpression':
      return [{ from: textOf(node.source), typeOnly: false, lazy: true }];
    case 'TSImportType':
      return [{ from: textOf(node.source ?? node.argument), typeOnly: true }];
    case 'NewExpression':
      return isNode(node.callee) && node.callee.name === 'URL' && mentionsImportMeta(node)
        ? [{ from: firstArgument(node), typeOnly: false }]
        : [];
    case 'CallExpression':
      return mentionsImportMeta(node.callee) ? [{ from: firstArgument(node), typeOnly: false }] : [];
    default:
      return [];
  }
}

/** Where a module is not named by a plain string, nobody can tell what is imported: that breaks the table too. */
function textOf(source: unknown): string {
  return isNode(source) && typeof source.value === 'string' ? source.value : 'unknown:expression';
}

function firstArgument(node: Node): string {
  const [first] = Array.isArray(node.arguments) ? (node.arguments as unknown[]) : [];
  return textOf(first);
}

function mentionsImportMeta(value: unknown): boolean {
  return [...walk(value)].some(({ type }) => type === 'MetaProperty');
}

function domGlobalOf(node: Node): string[] {
  const name = node.type === 'Identifier' ? String(node.name) : '';
  return GLOBALS_OF_THE_DOM.test(name) ? [`uses ${name}, which is of the DOM`] : [];
}

const src = new URL('./', import.meta.url);
const rooms = readRooms(readFileSync(new URL('README.md', src), 'utf8'));
const ui: Room = { name: 'ui', mayNotKnow: '' };

function readSources(): SourceFile[] {
  const paths = readdirSync(src, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));
  return paths
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => ({ path, text: readFileSync(new URL(path, src), 'utf8') }));
}

describe('the rooms of src/', () => {
  it('are those of the table, in its order', () => {
    expect(rooms.map(({ name }) => name).join(' ')).toBe(
      'statistics dataset audit archive decoding preprocessing compute model inference evaluation training explain ' +
        'sample storage export worker offline ui',
    );
  });

  it('import only from rooms above them, and only libraries that they may know', { timeout: 30_000 }, () => {
    const sources = readSources();
    expect(sources.length).toBeGreaterThan(rooms.length);
    expect(violationsOf(rooms, sources)).toEqual([]);
  });
});

describe('no file leads back to itself', () => {
  it('in src/, types included', { timeout: 30_000 }, () => {
    expect(circlesOf(readSources())).toEqual([]);
  });

  it('and a planted circle is found', () => {
    const file = (path: string, from: string) => ({ path, text: `import type { A } from '${from}';` });
    const circle = [
      file('model/a.ts', './b.ts'),
      file('model/b.ts', '../dataset/c.ts'),
      file('dataset/c.ts', '../model/a.ts'),
    ];
    expect(circlesOf(circle)).toEqual(['model/a.ts -> model/b.ts -> dataset/c.ts -> model/a.ts']);
    expect(circlesOf(circle.slice(0, 2))).toEqual([]);
  });
});

describe('the check of the rooms finds a planted', () => {
  const complaints = (path: string, text: string) => violationsOf(rooms, [{ path, text }]).join('\n');

  it.each([
    ['import from a room below', 'dataset/a.ts', "import { train } from '../training/train.ts';", 'room below'],
    ['type from a room below', 'model/a.ts', "import type { Jobs } from '../worker/protocol.ts';", 'room below'],
    ['re-export of a room below', 'model/a.ts', "export * from '../training/train.ts';", 'room below'],
    ['named re-export', 'model/a.ts', "export { train } from '../training/train.ts';", 'room below'],
    ['dynamic import', 'model/a.ts', "await import('../training/train.ts');", 'room below'],
    ['type by import()', 'model/a.ts', "type T = import('../training/train.ts').T;", 'room below'],
    ['import for its effect', 'model/a.ts', "import '../training/train.ts';", 'room below'],
    ['worker by query', 'decoding/a.ts', "import url from '../worker/x.worker.ts?worker&url';", 'room below'],
    ['worker by URL', 'decoding/a.ts', "new Worker(new URL('../worker/x.worker.ts', import.meta.url));", 'room below'],
    ['glob', 'decoding/a.ts', "import.meta.glob('../worker/*.ts');", 'room below'],
    ['import that cannot be followed', 'model/a.ts', 'import("../" + x);', 'neither a library nor a file'],
    ['import in a second line', 'model/a.ts', "import {\n  train,\n} from\n  '../training/train.ts';", 'room below'],
    ['library in a pure room', 'statistics/a.ts', "import { get } from 'valibot';", 'may not know'],
    [
      'type of a library in a pure room',
      'statistics/a.ts',
      "import type { Tensor } from '@tensorflow/tfjs';",
      'may not know',
    ],
    ['library of Node', 'evaluation/a.ts', "import fs from 'node:fs';", 'neither a library'],
    ['React below the page', 'worker/a.ts', "import { useState } from 'react';", 'may not know'],
    ['tfjs in decoding', 'decoding/a.ts', "import * as tf from '@tensorflow/tfjs';", 'may not know'],
    ['tfjs in storage', 'storage/a.ts', "import { io } from '@tensorflow/tfjs';", 'may not know'],
    ['tfjs in the worker', 'worker/a.ts', "import('@tensorflow/tfjs');", 'may not know'],
    ['tfjs in the page', 'ui/a.ts', "import type { Tensor } from '@tensorflow/tfjs';", 'may not know'],
    ['part of tfjs', 'ui/a.ts', "import '@tensorflow/tfjs-backend-wasm/dist/x.wasm?url';", 'may not know'],
    ['idb outside storage', 'worker/a.ts', "import { openDB } from 'idb';", 'may not know'],
    ['job in the page', 'ui/a.ts', "import { decodeImage } from '../decoding/decode.ts';", 'only by its types'],
    ['decoder in the page', 'ui/a.ts', "import { FORMATS } from '../decoding/formats.ts';", 'only by its types'],
    ['protocol in the page', 'ui/a.ts', "import { x } from '../worker/protocol.ts';", 'only by its types'],
    ['inline type in the page', 'ui/a.ts', "import { type Jobs } from '../worker/protocol.ts';", 'only by its types'],
    [
      'what builds tensors in the page',
      'ui/a.ts',
      "import { buildNetwork } from '../model/network/buildNetwork.ts';",
      'only by its types',
    ],
    [
      'other file of a room that is open in part',
      'ui/a.ts',
      "import { resize } from '../preprocessing/resize.ts';",
      'only by its types',
    ],
    [
      'tfjs in the definition of a layer',
      'model/layers/a.ts',
      "import { layers } from '@tensorflow/tfjs';",
      'the page may load it',
    ],
    [
      'way from a layer to what builds tensors',
      'model/layers/a.ts',
      "import { buildNetwork } from '../network/buildNetwork.ts';",
      'the page may load it',
    ],
    [
      'way from pure code to other code',
      'model/a.ts',
      "import { resize } from '../preprocessing/resize.ts';",
      'the page may load it',
    ],
    ['writer in the page', 'ui/a.ts', "import { zipModel } from '../export/modelZip.ts';", 'only by its types'],
    [
      'writer that a target loads at once',
      'export/targets/a.ts',
      "import { zipModel } from '../modelZip.ts';",
      'the page may load it',
    ],
    [
      'library that a target loads at once',
      'export/targets/a.ts',
      "import '@tensorflow/tfjs';",
      'the page may load it',
    ],
    ['room below, loaded lazily', 'export/targets/a.ts', "import('../../worker/client.ts');", 'room below'],
    ['backend in the page', 'ui/a.ts', "import { startBackend } from '../compute/backend.ts';", 'only by its types'],
    [
      'way from the names of the backends to what starts them',
      'compute/backends.ts',
      "import { startBackend } from './backend.ts';",
      'the page may load it',
    ],
    ['DOM in a pure room', 'dataset/a.ts', 'const canvas = new OffscreenCanvas(1, 1);', 'of the DOM'],
    ['fixture in the program', 'model/a.ts', "import { card } from './exampleCard.fixture.ts';", 'for tests'],
    ['file outside src', 'model/a.ts', "import { x } from '../../e2e/x.ts';", 'outside src'],
    ['import without its ending', 'model/a.ts', "import { x } from './card';", 'without its ending'],
    ['room that is not in the table', 'utils/a.ts', 'export const x = 1;', 'not in the table'],
    ['file that cannot be parsed', 'model/a.ts', 'const = ;', 'cannot be parsed'],
  ])('%s', (_, path, text, complaint) => {
    expect(complaints(path, text)).toContain(complaint);
  });

  it.each([
    ['import from a room above', 'training/a.ts', "import { buildNetwork } from '../model/network/buildNetwork.ts';"],
    ['import from its own room', 'worker/jobs/a.ts', "import url from '../x.worker.ts?worker&url';"],
    ['type from any room in the page', 'ui/a.ts', "import type { Spec } from '../model/networkSpec.ts';"],
    [
      'client, data set and evaluation in the page',
      'ui/a.ts',
      "import { jobs } from '../worker/client.ts';\nimport { wilson } from '../statistics/intervals.ts';",
    ],
    ['kinds of download in the page', 'ui/a.ts', "import { EXPORT_TARGETS } from '../export/targets.ts';"],
    ['writer that a target loads when it is needed', 'export/targets/a.ts', "await import('../modelZip.ts');"],
    ['names of the backends in the page', 'ui/a.ts', "import { BACKENDS } from '../compute/backends.ts';"],
    [
      'layers and settings in the page',
      'ui/a.ts',
      "import { layerKinds } from '../model/layers.ts';\nimport { preprocessingFields } from '../preprocessing/preprocessingSpec.ts';",
    ],
    ['tfjs in what builds tensors', 'model/network/buildNetwork.ts', "import { Sequential } from '@tensorflow/tfjs';"],
    ['words about an import', 'dataset/a.ts', "// import x from 'react'\nconst text = \"import '../ui/App.tsx'\";"],
    ['name like one of the DOM', 'dataset/a.ts', 'const x = { document: 1 }; x.document;'],
    ['test that looks below', 'dataset/a.test.ts', "import { decodeImage } from '../decoding/decode.ts';"],
  ])('but lets pass: %s', (_, path, text) => {
    expect(complaints(path, text)).toBe('');
  });
});
