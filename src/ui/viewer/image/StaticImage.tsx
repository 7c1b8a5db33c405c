import { useEffect, useRef } from 'react';
import type { ViewedPicture } from '../../../worker/protocol.ts';
import { inSquares, type Matrix } from './geometry.ts';
import { ImagePainter } from './ImagePainter.ts';

/** A scan on black as the network sees its greys, as large as its box allows. */
export function StaticImage({ image, label }: { readonly image: ViewedPicture | null; readonly label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || !image) return;
    const { width, height } = inSquares(image);
    context.canvas.width = width;
    context.canvas.height = height;
    const matrix: Matrix = [width / image.width, 0, 0, height / image.height, 0, 0];
    const painter = new ImagePainter(() => painter.draw(context, matrix, true));
    painter.paint(image, image.window, image.inverted);
    painter.draw(context, matrix, true);
    return () => painter.end();
  }, [image]);
  return <canvas ref={canvas} width={1} height={1} className="scan-box" role="img" aria-label={label} />;
}
