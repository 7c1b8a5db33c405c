// How often a 95 % interval holds the true figure: test sets of groups of the sizes of the shared scans, drawn at random.
//   npm run bench -- coverage            10 to 400 groups, seven true figures and seven differences of two networks
import { openSources } from '../../sources.mjs';

const GROUPS = [10, 20, 40, 100, 200, 400];

export async function coverage(report, options) {
  const sources = await openSources();
  try {
    const simulation = await sources.load('/src/evaluation/metrics/coverage.fixture.ts');
    const { createRandom } = await sources.load('/src/statistics/random.ts');
    const rounds = options.quick ? 200 : 2000;
    const rows = Object.entries(simulation.TRUTHS).flatMap(([figure, truths]) =>
      truths.map((truth) => {
        const cells = GROUPS.map((groups) => {
          const { held, width } = simulation.coverage(figure, groups, truth, rounds, createRandom(groups));
          return `${(100 * held).toFixed(1)} (${width.toFixed(3)})`;
        });
        return [`${figure} ${truth.value}`, ...cells];
      }),
    );
    const columns = ['true figure', ...GROUPS.map((groups) => `${groups} groups`)];
    report.table('coverage', 'Intervals that hold the truth, in % (mean width)', columns, rows, {
      notes: [`${rounds} test sets each; nominal 95 %. Scores of a group's scans correlate by 0.8.`],
      data: { rounds, rows },
    });
  } finally {
    await sources.close();
  }
}
