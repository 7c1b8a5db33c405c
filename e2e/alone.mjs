// A copy of this checkout without ../shared beside it, to prove that no test needs the shared data.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');

/** Whether this checkout has the shared data at all. */
export const hasSharedData = () => existsSync(join(ROOT, '../shared/data'));

/**
 * Copies what git knows or would add, and the installed packages.
 * @returns {string} the folder of the copy; the caller deletes its parent
 */
export function copyAlone() {
  const copy = join(mkdtempSync(join(tmpdir(), 'axial-alone-')), 'main');
  copySources(copy);
  cpSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), { recursive: true, verbatimSymlinks: true });
  return copy;
}

/**
 * Copies what git knows or would add into a folder.
 * @param {string} folder
 */
export function copySources(folder) {
  for (const file of sourceFiles()) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(ROOT, file), join(folder, file));
  }
}

/**
 * The tests of `src/` that look for the shared data, by kind.
 * @param {RegExp} kind what the path of such a test ends with
 */
export function testsOfSharedData(kind) {
  return sourceFiles()
    .filter((file) => file.startsWith('src/') && kind.test(file))
    .filter((file) => SHARED_DATA.test(readFileSync(join(ROOT, file), 'utf8')));
}

const SHARED_DATA = /shared\/data/;

function sourceFiles() {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: ROOT, encoding: 'utf8' });
  return listed.split('\0').filter((file) => file !== '' && existsSync(join(ROOT, file)));
}
