import { posix } from 'node:path';
import { type Plugin, parseSync, type Rolldown } from 'vite';

const ENTRY = /\.worker(-[^/]*)?\.(ts|js)$/;

/**
 * Leaves nothing in the entry of a worker that another chunk could import: WebKit evaluates the entry a second time when
 * a chunk that is loaded later imports from it, and a worker with every module twice cannot answer. What the entry
 * imports becomes one chunk beside it. Belongs into `worker.plugins`.
 */
export function slimWorkerEntries(): Plugin {
  let worker = '';
  const rest: Rolldown.CodeSplittingGroup = {
    name: () => worker,
    tags: ['$initial'],
    test: (id) => !ENTRY.test(id),
  };
  return {
    name: 'axial-slim-worker-entries',
    buildStart({ input }) {
      const [entry = ''] = Object.values(input);
      worker = posix.basename(entry).replace(ENTRY, '');
    },
    outputOptions: (options) => ({ ...options, codeSplitting: { groups: [rest] } }),
  };
}

/** Fails the build where a chunk imports the entry of a worker. Belongs into `plugins`. */
export function nothingImportsWorkers(): Plugin {
  return {
    name: 'axial-nothing-imports-workers',
    apply: 'build',
    enforce: 'post', // once the workers are among the files
    generateBundle(_, bundle) {
      const scripts = Object.values(bundle).filter(({ fileName }) => fileName.endsWith('.js'));
      const texts = scripts.map((file) => {
        const text = file.type === 'chunk' ? file.code : file.source;
        return [file.fileName, typeof text === 'string' ? text : new TextDecoder().decode(text)] as const;
      });
      const wrong = importsOfWorkers(new Map(texts));
      if (wrong.length > 0) this.error(`No chunk may import the entry of a worker:\n${wrong.join('\n')}`);
    },
  };
}

/** 'a.js imports b.worker.js' for each such import, static or dynamic. @param scripts text by path */
export function importsOfWorkers(scripts: ReadonlyMap<string, string>): string[] {
  return [...scripts].flatMap(([path, text]) =>
    importsOf(path, text)
      .map((target) => posix.join(posix.dirname(path), target))
      .filter((target) => ENTRY.test(target))
      .map((target) => `${path} imports ${target}`),
  );
}

/** Every address that a script imports or exports from; an expression of `import()` as it is written. */
function importsOf(path: string, text: string): string[] {
  const { module, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} cannot be parsed.`);
  const { staticImports, staticExports, dynamicImports } = module;
  return [
    ...staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...staticExports.flatMap(({ entries }) => entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? [])),
    ...dynamicImports.map(({ moduleRequest: { start, end } }) =>
      text.slice(start, end).replace(/^(["'`])(.*)\1$/s, '$2'),
    ),
  ];
}
