import { readdirSync, readFileSync } from 'node:fs';
import type * as Runtime from 'onnxruntime-web';
import { sayDifference } from './said.mjs';

/** 113 MB, whose install script fetches more: so it is no dependency, and `npm test` has the same runtime in WebAssembly. */
const PACKAGE: string = 'onnxruntime-node';
const VERSION = '1.30.0';
const MOST = 1e-5;

/** Gives every network to ONNX Runtime's own code of this computer, where its package is. @returns whether all was well */
export async function checkOnnxNode(folder: string): Promise<boolean> {
  const runtime: typeof Runtime | null = await import(/* @vite-ignore */ PACKAGE).catch(() => null);
  if (!runtime) {
    console.log(`skip ONNX Runtime in Node: npm install --no-save ${PACKAGE}@${VERSION} brings it`);
    return true;
  }
  const differences: number[] = [];
  for (const model of readdirSync(`${folder}/models`))
    differences.push(await difference(runtime, `${folder}/models/${model}`));
  return sayDifference('ONNX Runtime in Node', differences, MOST);
}

/** The largest one between what the runtime answers to a network's inputs and what Axial does; NaN for other shapes. */
async function difference({ InferenceSession, Tensor }: typeof Runtime, folder: string): Promise<number> {
  const { shape } = JSON.parse(readFileSync(`${folder}/about.json`, 'utf8')) as { shape: number[] };
  const session = await InferenceSession.create(`${folder}/model.onnx`);
  const image = new Tensor('float32', floats(`${folder}/inputs.f32`), shape);
  const { probabilities } = await session.run({ image });
  const [here, there] = [probabilities?.data as Float32Array, floats(`${folder}/answers.f32`)];
  if (here.length !== there.length) return Number.NaN;
  return Math.max(...here.map((each, index) => Math.abs(each - (there[index] ?? Number.NaN))));
}

function floats(file: string): Float32Array {
  return new Float32Array(new Uint8Array(readFileSync(file)).buffer);
}
