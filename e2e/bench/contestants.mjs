// Everyone who trains or predicts, as `{ name, turn, end }` for `compete`.

/** Milliseconds of steps that a contestant's turn is made of. */
const TURN_MS = { quick: 200, full: 350 };

export const AXIAL = 'Axial, WASM';
export const AXIAL_AUGMENTED = 'Axial, WASM, augmented';
export const KERAS = 'Keras';

export function turnMs({ quick }) {
  return quick ? TURN_MS.quick : TURN_MS.full;
}

/** Axial's training loop without and with augmentation, on one backend. `device` is what it runs on. */
export async function axialTraining(bench, cell, budgetMs, { backend = 'wasm', name = AXIAL, augmented = true } = {}) {
  return inWorker(bench, 'axial', async (worker) => {
    const { device } = await worker.ask('start', backend);
    await worker.ask('openTraining', 'plain', cell, false);
    if (augmented) await worker.ask('openTraining', 'augmented', cell, true);
    const contestant = (run, as) => ({ name: as, turn: () => worker.ask('turn', run, budgetMs) });
    const contestants = [contestant('plain', name)];
    if (augmented) contestants.push(contestant('augmented', `${name}, augmented`));
    return { contestants, device };
  });
}

/** tfjs as it comes, in a worker of its own. */
export async function stockTraining(bench, cell, budgetMs, backend, name) {
  return inWorker(bench, 'stock', async (worker) => {
    await worker.ask('start', backend);
    await worker.ask('openTraining', cell);
    return { contestants: [{ name, turn: () => worker.ask('turn', budgetMs) }] };
  });
}

/** What `open` gives, with `end`; a worker in which nothing could be opened is ended at once. */
async function inWorker(bench, kind, open) {
  const worker = await bench.worker(kind);
  try {
    return { ...(await open(worker)), end: () => worker.end() };
  } catch (error) {
    await worker.end();
    throw error;
  }
}

/** Keras with the same network; throws where its parameters are not as many as ours. */
export async function kerasTraining(keras, { preset, size, batch }, parameters, budgetMs) {
  const opened = await keras.ask({ do: 'open', network: preset, size });
  if (opened.parameters !== parameters)
    throw new Error(`Keras's ${preset} has ${opened.parameters} parameters, ours ${parameters}: not the same network.`);
  const turn = async () => (await keras.ask({ do: 'train', batch, budget_ms: budgetMs })).ms;
  return { contestants: [{ name: KERAS, turn }], end() {} };
}
