import { useEffect, useRef } from 'react';
import { classNames } from '../classNames.ts';

type PictureCanvasProps = {
  /** Whoever asked for the bitmap closes it. */
  readonly picture: ImageBitmap | null;
  readonly label: string;
  readonly className?: string | undefined;
};

/** A full-size scan on black. */
export function ImageCanvas({ picture, label, className }: PictureCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    // One that was closed in the commit that first shows it has no width; the next commit does without it.
    if (!canvas.current || !context || !picture?.width) return;
    canvas.current.width = picture.width;
    canvas.current.height = picture.height;
    context.drawImage(picture, 0, 0);
  }, [picture]);
  return (
    <canvas
      ref={canvas}
      width={1}
      height={1}
      className={classNames('scan-box', className)}
      role="img"
      aria-label={label}
    />
  );
}
