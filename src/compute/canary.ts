import { backend, getBackend, matMul, type Tensor2D, tensor2d, tidy } from '@tensorflow/tfjs';
import { messageOf } from '../dataset/messageOf.ts';
import { type BackendLostError, backendLost } from './backendLostError.ts';

// Small whole numbers: exact in 16-bit floats too, so that any right device gives exactly this.
const left = [1, 2, 3, 4];
const right = [5, 6, 7, 8];
/** [1 2; 3 4] [5 6; 7 8], by hand. */
const product = [1 * 5 + 2 * 7, 1 * 6 + 2 * 8, 3 * 5 + 4 * 7, 3 * 6 + 4 * 8];

/**
 * The product waits for whatever the device was given before: a training step of a large network takes half a minute on a
 * graphics card that is drawn in software.
 */
const longestAnswerMs = 120_000;
/** Reads never settle on a lost context. */
const lossNoticedMs = 500;

/** Computes something whose answer is known. Throws BackendLostError when the answer is wrong or does not come. */
export async function assertBackendAlive(): Promise<void> {
  demandGraphics();
  const answer = await answerOf();
  demandGraphics();
  if (!product.every((value, index) => answer[index] === value))
    throw backendLost(`a product of two small matrices came out as ${Array.from(answer).join(', ')}`);
}

/** For backends that compute in memory, which nobody takes away. */
const lastingMs = 1000;
let lastAnswerAt = Number.NEGATIVE_INFINITY;

/**
 * The same, but on backends that compute in memory (WASM, CPU) once a second at most: the check would cost a small network a
 * tenth of its answer. A GPU can be lost between any two answers, and is always asked.
 */
export async function assertBackendAliveLately(): Promise<void> {
  const inMemory = getBackend() === 'wasm' || getBackend() === 'cpu';
  if (inMemory && performance.now() - lastAnswerAt < lastingMs) return;
  await assertBackendAlive();
  lastAnswerAt = performance.now();
}

async function answerOf(): Promise<ArrayLike<number>> {
  const result = productAsked();
  let timer: ReturnType<typeof setInterval> | undefined;
  const askedAt = performance.now();
  try {
    const silence = new Promise<never>((_resolve, reject) => {
      timer = setInterval(() => {
        if (isContextLost()) reject(contextLost());
        else if (performance.now() - askedAt > longestAnswerMs) reject(backendLost('it does not answer'));
      }, lossNoticedMs);
    });
    const answer = result.data<'float32'>().catch(notComputed); // WebGPU rejects where WebGL is silent
    return await Promise.race([answer, silence]);
  } finally {
    clearInterval(timer);
    result.dispose();
  }
}

/** A graphics card that goes meanwhile compiles no shader, and its context is said to be lost only a moment later. */
function productAsked(): Tensor2D {
  try {
    return tidy(() => matMul(tensor2d(left, [2, 2]), tensor2d(right, [2, 2])));
  } catch (error) {
    return notComputed(error);
  }
}

function notComputed(error: unknown): never {
  throw backendLost(messageOf(error));
}

/** Throws where WebGL is in use and its context is lost, or its memory was too small for something asked of it. */
function demandGraphics(): void {
  const gl = contextInUse();
  if (!gl) return;
  if (gl.isContextLost()) throw contextLost();
  // A texture that found no room is read as zeros, and what is drawn into it is gone: WebGL says so only when asked.
  const shortages: number[] = [gl.OUT_OF_MEMORY, gl.INVALID_FRAMEBUFFER_OPERATION];
  if (errorsOf(gl).some((error) => shortages.includes(error)))
    throw backendLost('the graphics card has no memory left');
}

/** What made something fail: the loss of the graphics context where that is so, else the error itself. */
export function causeOf(error: unknown): unknown {
  return isContextLost() ? contextLost() : error;
}

/** Where WebGL is in use. Unlike asking for errors this does not wait for the device. */
function isContextLost(): boolean {
  return contextInUse()?.isContextLost() ?? false;
}

function contextLost(): BackendLostError {
  return backendLost('the graphics context was lost');
}

function contextInUse(): WebGL2RenderingContext | null {
  if (getBackend() !== 'webgl') return null;
  return (backend() as unknown as { gpgpu: { gl: WebGL2RenderingContext } }).gpgpu.gl;
}

/** What has gone wrong since it was last asked. */
function errorsOf(gl: WebGL2RenderingContext): number[] {
  const errors: number[] = [];
  // There are five kinds; the bound is for drivers that never stop.
  for (let error = gl.getError(); error !== gl.NO_ERROR && errors.length < 8; error = gl.getError()) errors.push(error);
  return errors;
}
