import { yieldToEventLoop } from '../../../dataset/yieldToEventLoop.ts';
import type { ViewedPicture } from '../../../worker/protocol.ts';
import type { Matrix, Size } from './geometry.ts';
import { type Paint, painterOf, thinned } from './paintValues.ts';
import type { Window } from './windowing.ts';

/** Painted within one task, in some milliseconds; what is larger follows in bands of this size. */
const PIXELS_AT_ONCE = 2 ** 20;

type Layer = {
  readonly picture: ViewedPicture;
  readonly canvas: OffscreenCanvas;
  readonly context: OffscreenCanvasRenderingContext2D;
  readonly image: ImageData;
  /** The same memory as `image`. */
  readonly colours: Uint32Array;
};

/** Paints one picture after another onto a canvas, through a window and as it lies on the stage. */
export class ImagePainter {
  private full: Layer | null = null;
  /** The picture made small, where it is too large to be painted at once. */
  private draft: Layer | null = null;
  private isFullPainted = false;
  private painting = 0;

  /** `onPainted`: a large picture has come in full, and is to be drawn again. */
  constructor(private readonly onPainted: () => void) {}

  /** Must be called before the first `draw`, and when picture or window change. */
  paint(picture: ViewedPicture, window: Window, inverted: boolean): void {
    this.painting += 1;
    if (this.full?.picture !== picture) this.take(picture);
    const { full, draft } = this;
    if (!full) return;
    if (!draft) {
      paintBand(full, painterOf(picture, window, inverted), 0);
      this.isFullPainted = true;
      return;
    }
    paintBand(draft, painterOf(draft.picture, window, inverted), 0);
    this.isFullPainted = false;
    void this.paintInBands(full, painterOf(picture, window, inverted), this.painting);
  }

  /** `matrix`: from pixels of the picture to those of the canvas. `smooth`: pixels run into each other where they are enlarged. */
  draw(context: CanvasRenderingContext2D, matrix: Matrix, smooth: boolean): void {
    const { width, height } = context.canvas;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
    const layer = this.isFullPainted ? this.full : this.draft;
    if (!layer || !this.full) return;
    context.setTransform(...matrix);
    context.imageSmoothingEnabled = smooth;
    // Made smaller, a picture must not lose thin lines; made larger, that would only take longer.
    const [a, b, c, d] = matrix;
    context.imageSmoothingQuality = Math.min(Math.hypot(a, b), Math.hypot(c, d)) < 1 ? 'medium' : 'low';
    context.drawImage(layer.canvas, 0, 0, this.full.picture.width, this.full.picture.height);
  }

  /** Stops what is under way. */
  end(): void {
    this.painting += 1;
  }

  private take(picture: ViewedPicture): void {
    const stride = Math.ceil(Math.sqrt((picture.width * picture.height) / PIXELS_AT_ONCE));
    this.full = layerOf(picture, this.full);
    this.draft = stride > 1 ? layerOf(thinned(picture, stride), this.draft) : null;
  }

  private async paintInBands(layer: Layer, paint: Paint, painting: number): Promise<void> {
    const rows = bandRows(layer.picture);
    for (let row = 0; row < layer.picture.height; row += rows) {
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

function paintBand({ picture, context, image, colours }: Layer, paint: Paint, row: number): void {
  const { width, height } = picture;
  const rows = Math.min(bandRows(picture), height - row);
  paint(colours, row * width, (row + rows) * width);
  context.putImageData(image, 0, 0, 0, row, width, rows);
}

/** Slices of a stack are of one size: they share one canvas. */
function layerOf(picture: ViewedPicture, before: Layer | null): Layer {
  const { width, height } = picture;
  if (before?.picture.width === width && before.picture.height === height) return { ...before, picture };
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context)
    throw new Error('This browser has no memory left to draw the scan. Close other tabs and open it again.');
  const image = new ImageData(width, height);
  return { picture, canvas, context, image, colours: new Uint32Array(image.data.buffer) };
}
