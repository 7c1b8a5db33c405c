// The convolutions and matrix products of a training step one by one, beside the same operations of TensorFlow.
import { turnMs } from '../contestants.mjs';
import { startKeras } from '../python/python.mjs';
import { compete, nobody } from '../rounds.mjs';
import { withBenchPage } from '../site.mjs';
import { kernelTimes } from './roofline.mjs';

const PADDING = { course: 'VALID', compact: 'SAME' };
/** Share of a step's work below which a product is left out. */
const SMALL = 0.005;

export async function products(report, options) {
  const keras = await startKeras();
  const rows = [];
  try {
    for (const preset of ['course', 'compact']) {
      const cell = { preset, size: 64, batch: 32 };
      const { frames } = await withBenchPage((bench) => kernelTimes(bench, cell, options));
      for (const frame of largestProducts(frames)) rows.push(await rowOf(preset, frame, keras, options));
    }
  } finally {
    keras?.close();
  }
  const columns = [
    'network',
    'product',
    'GFLOP',
    'Axial, ms',
    'GFLOP/s',
    'TensorFlow, ms',
    'GFLOP/s',
    'Axial / TensorFlow',
  ];
  const notes = [
    'Batch 32, 64 px, all threads. Axial: the mean within training steps, one after the other in memory that each step has',
    'just used for something else; TensorFlow: the median of the operation alone, again and again on the same numbers.',
    `The yardstick: ${keras?.backend ?? 'TensorFlow was not there'}.`,
  ];
  report.table('products', 'The products of a step', columns, rows, { notes, data: rows });
}

/** Those that no other product contains. */
function largestProducts(frames) {
  const outer = frames.filter(({ path, flops }) => path.length === 1 && flops > 0);
  const all = outer.reduce((sum, { flops }) => sum + flops, 0);
  return outer.filter(({ flops }) => flops > SMALL * all);
}

async function rowOf(preset, { path, flops, ms }, keras, options) {
  const [name] = path;
  const { median } = keras ? await inTensorFlow(keras, name, PADDING[preset], options) : nobody;
  const rates = [ms, median].map((each) => flops / each / 1e6);
  return [preset, name, flops / 1e9, ms, rates[0], median, rates[1], ms / median];
}

/** `name`: 'Conv2DBackpropInput 32x29x29x64 3x3x32x64', a kernel and the shapes of its two inputs. */
async function inTensorFlow(keras, name, padding, options) {
  const [kernel, ...shapes] = name.split(' ');
  const request = { kernel, shapes: shapes.map((shape) => shape.split('x').map(Number)), padding };
  const turn = async () => (await keras.ask({ do: 'product', ...request, budget_ms: turnMs(options) })).ms;
  return (await compete([{ name, turn }], options)).get(name);
}
