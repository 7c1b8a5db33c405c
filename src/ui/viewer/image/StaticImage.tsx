import { useEffect, useRef } from 'react';
import type { ViewedPicture } from '../../../worker/jobs/view/viewProtocol.ts';
import { drawOverlay, type Overlay } from '../heatMap/heatMapOverlay.ts';
import { inSquares, type Matrix } from './geometry.ts';
import { ImagePainter } from './ImagePainter.ts';

type StaticImageProps = {
  readonly image: ViewedPicture | null;
  readonly label: string;
  readonly overlay?: Overlay | null;
};

/** A scan on black as the network sees its greys, as large as its box allows. */
export function StaticImage({ image, label, overlay = null }: StaticImageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || !image) return;
    const { width, height } = inSquares(image);
    context.canvas.width = width;
    context.canvas.height = height;
    const matrix: Matrix = [width / image.width, 0, 0, height / image.height, 0, 0];
    const draw = () => {
      painter.draw(context, matrix, true);
      if (overlay) drawOverlay(context, matrix, overlay, image);
    };
    const painter = new ImagePainter(draw);
    painter.paint(image, image.window, image.inverted);
    draw();
    return () => painter.end();
  }, [image, overlay]);
  return <canvas ref={canvas} width={1} height={1} className="scan-box" role="img" aria-label={label} />;
}
