// What the figures were measured on.
import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';

/** Everything that whoever reads a figure needs to repeat it. */
export function aboutThisRun(chromiumVersion, root) {
  const [core] = cpus();
  return {
    date: new Date().toISOString(),
    command: `npm run bench${process.argv.length > 2 ? ` -- ${process.argv.slice(2).join(' ')}` : ''}`,
    commit: commitOf(root),
    processor: core?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${process.arch}`,
    chromium: chromiumVersion,
    node: process.version,
    /** Programs that wanted a core during the last minute: much above 0, and the figures are too slow. */
    loadAverage: loadavg()[0],
  };
}

/** The line under the tables. */
export function inWords({ date, command, commit, processor, cores, memoryGiB, chromium, node, loadAverage }) {
  const busy =
    loadAverage > 0.7 ? ` **The machine was busy when it started (load ${loadAverage.toFixed(1)}): too slow.**` : '';
  return (
    `${date.slice(0, 10)}, ${cores} cores of ${processor}, ${memoryGiB} GiB, Chromium ${chromium}, ` +
    `Node ${node.slice(1)}, commit ${commit}, \`${command}\`.${busy}`
  );
}

/** 'abc1234', with a mark where files differ from it; 'unknown' outside of a checkout. */
function commitOf(root) {
  try {
    const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
    const changed = git('status', '--porcelain', '--untracked-files=no') !== '';
    return `${git('rev-parse', '--short', 'HEAD')}${changed ? ' with changes' : ''}`;
  } catch {
    return 'unknown';
  }
}
