import { UserError } from '../../../dataset/userError.ts';
import { yieldToEventLoop } from '../../../dataset/yieldToEventLoop.ts';
import type { ViewedPicture } from '../../../worker/jobs/view/viewProtocol.ts';
import type { Matrix, Size } from './geometry.ts';
import { type Paint, painterOf, thinned } from './paintValues.ts';
import type { Window } from './windowing.ts';

/** Painted within one task, in some milliseconds; what is larger follows in bands of this size. */
const PIXELS_AT_ONCE = 2 ** 20;

type Layer = {
  readonly image: ViewedPicture;
  readonly canvas: OffscreenCanvas;
  readonly context: OffscreenCanvasRenderingContext2D;
  readonly imageData: ImageData;
  /** The same memory as `imageData`. */
  readonly colours: Uint32Array;
};

/** Paints one image after another onto a canvas, through a window and as it lies on the stage. */
export class ImagePainter {
  private full: Layer | null = null;
  /** The image made small, where it is too large to be painted at once. */
  private draft: Layer | null = null;
  private isFullPainted = false;
  private painting = 0;

  /** `onPainted`: a large image has come in full, and is to be drawn again. */
  constructor(private readonly onPainted: () => void) {}

  /** Must be called before the first `draw`, and when image or window change. */
  paint(image: ViewedPicture, window: Window, inverted: boolean): void {
    this.painting += 1;
    if (this.full?.image !== image) this.take(image);
    const { full, draft } = this;
    if (!full) return;
    if (!draft) {
      paintBand(full, painterOf(image, window, inverted), 0);
      this.isFullPainted = true;
      return;
    }
    paintBand(draft, painterOf(draft.image, window, inverted), 0);
    this.isFullPainted = false;
    void this.paintInBands(full, painterOf(image, window, inverted), this.painting);
  }

  /** `matrix`: from pixels of the image to those of the canvas. `smooth`: pixels run into each other where they are enlarged. */
  draw(context: CanvasRenderingContext2D, matrix: Matrix, smooth: boolean): void {
    const { width, height } = context.canvas;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
    const layer = this.isFullPainted ? this.full : this.draft;
    if (!layer || !this.full) return;
    context.setTransform(...matrix);
    context.imageSmoothingEnabled = smooth;
    // Made smaller, an image must not lose thin lines; made larger, that would only take longer.
    const [a, b, c, d] = matrix;
    context.imageSmoothingQuality = Math.min(Math.hypot(a, b), Math.hypot(c, d)) < 1 ? 'medium' : 'low';
    context.drawImage(layer.canvas, 0, 0, this.full.image.width, this.full.image.height);
  }

  /** Stops what is under way. */
  end(): void {
    this.painting += 1;
  }

  private take(image: ViewedPicture): void {
    const stride = Math.ceil(Math.sqrt((image.width * image.height) / PIXELS_AT_ONCE));
    this.full = layerOf(image, this.full);
    this.draft = stride > 1 ? layerOf(thinned(image, stride), this.draft) : null;
  }

  private async paintInBands(layer: Layer, paint: Paint, painting: number): Promise<void> {
    const rows = bandRows(layer.image);
    for (let row = 0; row < layer.image.height; row += rows) {
      await yieldToEventLoop();
      if (this.painting !== painting) return;
      paintBand(layer, paint, row);
    }
    this.isFullPainted = true;
    this.onPainted();
  }
}

function bandRows({ width }: Size): number {
  return Math.max(1, Math.floor((PIXELS_AT_ONCE + width) / width));
}

function paintBand({ image, context, imageData, colours }: Layer, paint: Paint, row: number): void {
  const { width, height } = image;
  const rows = Math.min(bandRows(image), height - row);
  paint(colours, row * width, (row + rows) * width);
  context.putImageData(imageData, 0, 0, 0, row, width, rows);
}

/** Slices of a stack are of one size: they share one canvas. */
function layerOf(image: ViewedPicture, before: Layer | null): Layer {
  const { width, height } = image;
  if (before?.image.width === width && before.image.height === height) return { ...before, image };
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context)
    throw new UserError(
      'no-canvas',
      {},
      'This browser has no memory left to draw the scan. Close other tabs and open it again.',
    );
  const imageData = new ImageData(width, height);
  return { image, canvas, context, imageData, colours: new Uint32Array(imageData.data.buffer) };
}
