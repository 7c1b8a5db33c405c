import { backend, getBackend, matMul, tensor2d, tidy } from '@tensorflow/tfjs';

/** The device that computes is gone, or computes wrongly. No result of it may be shown. */
export class EngineLostError extends Error {
  override readonly name = 'EngineLostError';

  constructor(detail: string) {
    super(
      `The device that computes no longer gives right answers (${detail}). ` +
        'Nothing that it said is shown. Start again, or choose another backend.',
    );
  }
}

// Small whole numbers: exact in 16-bit floats too, so that any right device gives exactly this.
const left = [1, 2, 3, 4];
const right = [5, 6, 7, 8];
/** [1 2; 3 4] [5 6; 7 8], by hand. */
const product = [1 * 5 + 2 * 7, 1 * 6 + 2 * 8, 3 * 5 + 4 * 7, 3 * 6 + 4 * 8];

/** Reads never settle on a lost context; this is far more than a tiny product takes. */
const longestAnswerMs = 20_000;

/** Computes something whose answer is known. Throws EngineLostError when the answer is wrong or does not come. */
export async function assertEngineAlive(): Promise<void> {
  if (isContextLost()) throw new EngineLostError('the graphics context was lost');
  const answer = await answerOf();
  if (isContextLost()) throw new EngineLostError('the graphics context was lost');
  if (!product.every((value, index) => answer[index] === value))
    throw new EngineLostError(`a product of two small matrices came out as ${Array.from(answer).join(', ')}`);
}

async function answerOf(): Promise<ArrayLike<number>> {
  const result = tidy(() => matMul(tensor2d(left, [2, 2]), tensor2d(right, [2, 2])));
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const silence = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new EngineLostError('it does not answer')), longestAnswerMs);
    });
    const answer = result.data<'float32'>().catch((error: unknown) => {
      throw new EngineLostError(error instanceof Error ? error.message : String(error)); // WebGPU rejects where WebGL is silent
    });
    return await Promise.race([answer, silence]);
  } finally {
    clearTimeout(timer);
    result.dispose();
  }
}

function isContextLost(): boolean {
  if (getBackend() !== 'webgl') return false;
  const { gpgpu } = backend() as unknown as { gpgpu?: { gl?: WebGL2RenderingContext } };
  return gpgpu?.gl?.isContextLost() ?? false;
}
