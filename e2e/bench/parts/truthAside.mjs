// Of `npm run bench -- truth --aside DRAWS`: whether the intervals that the page shows hold what comes.
import { figure } from '../report.mjs';

/** One of so many groups is kept aside. */
const ONE_OF = 5;

/** Every draw keeps other groups aside, splits the rest by another seed and begins with other weights. */
export async function truthAside(report, { values }, worker) {
  const [draws, folds] = [Number(values.aside), Number(values.folds ?? 1)];
  const epochs = values.epochs ? Number(values.epochs) : null;
  for (const variant of values.presets?.split(',') ?? ['recommended']) {
    const all = [];
    for (let seed = 1; seed <= draws; seed++) {
      const startedAt = performance.now();
      const found = await worker.ask('judgeAside', { variant, seed, epochs, folds, oneOf: ONE_OF });
      all.push(...found.figures);
      console.log(
        `  ${variant}, draw ${seed} of ${draws}: ${linesOf(found)}; ${figure((performance.now() - startedAt) / 1000)} s`,
      );
    }
    const tested = folds > 1 ? `${folds} folds` : 'one split';
    report.table(`truth, ${variant}`, `What is shown beside what comes: ${variant}, ${tested}`, COLUMNS, rowsOf(all), {
      notes: [
        `${draws} draws: one group of ${ONE_OF} kept aside, the rest split, trained and shown as by the page, each with seeds of its own.`,
        'Held: the interval of the difference, made of both intervals (distances to the limits added by their squares), holds 0; 95 is what they say.',
        'Held alone: the figure on the scans kept aside lies in the shown interval, as if it had no error of its own.',
      ],
      data: { variant, folds, epochs, all },
    });
  }
}

const COLUMNS = [
  'shown of',
  'figure',
  'draws',
  'held, %',
  'held alone, %',
  'shown, mean',
  'comes, mean',
  'difference, mean (sd)',
  'width, mean',
];

function rowsOf(all) {
  return ['test', 'validation'].flatMap((set) =>
    ['auc', 'accuracy'].map((name) => {
      const some = all.flatMap((each) => (each.figure === name && each[set] ? [each[set]] : []));
      const differences = some.map(({ difference }) => difference);
      const isIn = ({ shown, comes }) => shown.low <= comes.value && comes.value <= shown.high;
      return [
        ...[`${set} set`, name, some.length],
        percent(some.filter(({ holds }) => holds).length / some.length),
        percent(some.filter(isIn).length / some.length),
        digits(mean(some.map(({ shown }) => shown.value))),
        digits(mean(some.map(({ comes }) => comes.value))),
        `${digits(mean(differences))} (${digits(deviation(differences))})`,
        digits(mean(some.map(({ shown }) => shown.high - shown.low))),
      ];
    }),
  );
}

function linesOf({ figures }) {
  return figures
    .map(
      ({ figure: name, test }) =>
        `${name} ${digits(test.shown.value)} shown, ${digits(test.comes.value)} comes${test.holds ? '' : ' (not held)'}`,
    )
    .join(', ');
}

function percent(share) {
  return (100 * share).toFixed(1);
}

function digits(value) {
  return value.toFixed(4);
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviation(values) {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
}
