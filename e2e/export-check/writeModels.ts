import { mkdirSync, writeFileSync } from 'node:fs';
import { setBackend } from '@tensorflow/tfjs';
import { zipSync, strToU8 } from 'fflate';
import { kerasFiles } from '../../src/export/keras/kerasModel.ts';
import { writeLiteRt } from '../../src/export/litert/litertModel.ts';
import { writeOnnx } from '../../src/export/onnx/onnxModel.ts';
import { randomNetwork } from '../../src/export/randomNetwork.fixture.ts';

/** Writes `count` random networks of the editor in every format, with what tfjs answers, into a folder each. */
export async function writeModels(folder: string, count: number): Promise<void> {
  await setBackend('cpu');
  for (let seed = 1; seed <= count; seed++) {
    const model = await randomNetwork(seed);
    const into = `${folder}/${seed}`;
    mkdirSync(into, { recursive: true });
    const { size, depth } = model.card.preprocessing;
    const { config, weights } = kerasFiles(model);
    writeFileSync(`${into}/model.keras`, zipSync({'metadata.json': strToU8('{}'), 'config.json': strToU8(JSON.stringify(config)), 'model.weights.h5': weights}));
    writeFileSync(`${into}/model.onnx`, writeOnnx(model));
    writeFileSync(`${into}/model.tflite`, writeLiteRt(model));
    writeFileSync(`${into}/inputs.f32`, new Uint8Array(model.inputs.buffer));
    writeFileSync(`${into}/answers.f32`, new Uint8Array(model.answers.buffer));
    writeFileSync(`${into}/shape.json`, JSON.stringify({ shape: [model.count, size, size, depth], layers: model.layers }));
  }
}
