// How often a 95 % interval holds the true figure: test sets of groups of the sizes of the shared scans, drawn at random.
//   npm run bench -- coverage            10 to 400 groups, three networks
import { createServer } from 'vite';
import { ROOT } from '../site.mjs';

const GROUPS = [10, 20, 40, 60, 100, 200, 400];

export async function coverage(report, options) {
  const server = await createServer({
    ...{ root: ROOT, configFile: false, appType: 'custom', logLevel: 'error' },
    server: { middlewareMode: true, hmr: false, ws: false },
    optimizeDeps: { noDiscovery: true },
  });
  try {
    const simulation = await server.ssrLoadModule('/src/evaluation/coverage.fixture.ts');
    const { createRandom } = await server.ssrLoadModule('/src/statistics/random.ts');
    const rounds = options.quick ? 200 : 2000;
    const rows = simulation.TRUTHS.flatMap((truth) =>
      GROUPS.map((groups) => {
        const { held, width } = simulation.coverage(groups, truth, rounds, createRandom(groups));
        const cells = [share(held.accuracy), width.accuracy.toFixed(3), share(held.auc), width.auc.toFixed(3)];
        return [`${truth.accuracy.toFixed(2)}, ${truth.auc.toFixed(3)}`, groups, ...cells];
      }),
    );
    const columns = ['true accuracy, AUC', 'groups', 'accuracy held', 'mean width', 'AUC held', 'mean width'];
    report.table('coverage', 'Intervals that hold the truth', columns, rows, {
      notes: [`${rounds} test sets each; nominal 95 %. Scores of a group's scans correlate by 0.8.`],
      data: { rounds, rows },
    });
  } finally {
    await server.close();
  }
}

function share(value) {
  return `${(100 * value).toFixed(1)} %`;
}
