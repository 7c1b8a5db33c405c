// Probabilities of one scan and of 64, from pixels to numbers.
import { AXIAL, KERAS } from '../contestants.mjs';
import { startKeras } from '../python/python.mjs';
import { medianAndMin, ratio } from '../report.mjs';
import { compete, nobody } from '../rounds.mjs';
import { withBenchPage } from '../site.mjs';

const STOCK = 'stock tfjs, WASM';
const TURN_MS = 150;

export async function predict(report, options) {
  const keras = await startKeras();
  const rows = [];
  const data = [];
  try {
    await withBenchPage(async (bench) => {
      for (const preset of ['course', 'compact']) {
        for (const batch of [1, 64]) {
          const results = await competition({ preset, size: 64, batch }, options, bench, keras);
          const [axial, stock] = [results.get(AXIAL), results.get(STOCK)];
          const other = results.get(KERAS) ?? nobody;
          const ratios = [ratio(axial, other), ratio(stock, axial)];
          rows.push([preset, batch, ...[axial, other, stock].map(medianAndMin), ...ratios]);
          data.push({ preset, batch, results: Object.fromEntries(results) });
        }
      }
    });
  } finally {
    keras?.close();
  }
  const columns = ['network, 64 px', 'scans', 'Axial, ms', 'Keras, ms', 'stock tfjs WASM, ms'];
  const notes = [
    'Axial: bytes to probabilities, with the check that the device still calculates rightly. Medians (and the least).',
  ];
  report.table('predict', 'Prediction', [...columns, 'Axial / Keras', 'stock / Axial'], rows, { notes, data });
}

async function competition(cell, options, bench, keras) {
  const [axial, stock] = [await bench.worker('axial'), await bench.worker('stock')];
  await axial.ask('start', 'wasm');
  await axial.ask('openPrediction', 'plain', cell);
  await stock.ask('start', 'wasm');
  await stock.ask('openPrediction', cell);
  const contestants = [
    { name: AXIAL, turn: () => axial.ask('turn', 'plain', TURN_MS) },
    { name: STOCK, turn: () => stock.ask('turn', TURN_MS) },
  ];
  if (keras) {
    await keras.ask({ do: 'open', network: cell.preset, size: cell.size });
    const turn = async () => (await keras.ask({ do: 'predict', scans: cell.batch, budget_ms: TURN_MS })).ms;
    contestants.push({ name: KERAS, turn });
  }
  const results = await compete(contestants, options);
  await Promise.all([axial.end(), stock.end()]);
  return results;
}
