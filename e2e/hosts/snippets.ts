import { type HeaderRule, headersFor } from '../../src/offline/headerRules.ts';

/** A site below `base` ('/', '/axial/'), whose files are in the folder `root`. */
export type Place = { readonly base: string; readonly root: string };

type Header = readonly [name: string, value: string];

/** What nginx needs within `server { }`. It joins no headers of two places, so each place has all of its own. */
export function nginxSnippet(rules: readonly HeaderRule[], { base, root }: Place): string {
  const lines = (headers: readonly Header[]) =>
    headers.map(([name, value]) => `  add_header ${name} "${value}" always;\n`);
  const place = (path: string, file: string, exact: boolean) =>
    `location ${exact ? '=' : '^~'} ${base}${path} {\n  alias ${root}/${file};\n${lines(headersFor(rules, `/${path || 'x'}`)).join('')}}\n`;
  return [
    ...exactPaths(rules).map((path) => place(path, path, true)),
    ...foldersOf(rules).map((path) => place(path, path, false)),
    `location ${base} {\n  alias ${root}/;\n  index index.html;\n${lines(headersFor(rules, '/x')).join('')}}\n`,
  ].join('');
}

/** What Apache 2.4 needs within `<VirtualHost>`, with mod_headers. */
export function apacheSnippet(rules: readonly HeaderRule[], { base, root }: Place): string {
  const located = rules.map(({ path, headers }) => {
    const exact = path.endsWith('*') ? '' : '$';
    const pattern = `^${escaped(base + path.slice(1).replace('*', ''))}${exact}`;
    return `<LocationMatch "${pattern}">\n${headers.map(([name, value]) => `  Header always set ${name} "${value}"\n`).join('')}</LocationMatch>\n`;
  });
  const directory = `<Directory "${root}">\n  Require all granted\n  DirectoryIndex index.html\n</Directory>\n`;
  const where = base === '/' ? `DocumentRoot "${root}"\n` : `Alias ${base.slice(0, -1)} "${root}"\n`;
  return [where, directory, ...located].join('');
}

/** 'index.html', 'service-worker.js': files that have headers of their own. */
function exactPaths(rules: readonly HeaderRule[]): string[] {
  return rules.map(({ path }) => path.slice(1)).filter((path) => path !== '' && !path.endsWith('*'));
}

/** 'assets/' */
function foldersOf(rules: readonly HeaderRule[]): string[] {
  return rules.map(({ path }) => path.slice(1, -1)).filter((path) => path.endsWith('/'));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
