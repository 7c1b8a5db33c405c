import { useEffect, useRef } from 'react';
import type { ViewedPicture } from '../../worker/protocol.ts';
import { PicturePainter } from './PicturePainter.ts';
import styles from './StillPicture.module.css';

/** A scan on black as the network sees its greys, as large as its box allows. */
export function StillPicture({ picture, label }: { readonly picture: ViewedPicture | null; readonly label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || !picture) return;
    context.canvas.width = picture.width;
    context.canvas.height = picture.height;
    const painter = new PicturePainter(() => painter.draw(context, [1, 0, 0, 1, 0, 0], true));
    painter.paint(picture, picture.window, picture.inverted);
    painter.draw(context, [1, 0, 0, 1, 0, 0], true);
    return () => painter.end();
  }, [picture]);
  return <canvas ref={canvas} width={1} height={1} className={styles.still} role="img" aria-label={label} />;
}
