import { memo, useEffect, useRef } from 'react';
import type { Thumbnail } from '../../../worker/jobs/view/viewProtocol.ts';
import { classNames } from '../classNames.ts';

type ScanCanvasProps = {
  /** Null draws black: not there yet, or not to be had. */
  readonly thumbnail: Thumbnail | null;
  /** What a screen reader says; null where the scan is named beside it. */
  readonly label: string | null;
  readonly className?: string | undefined;
};

/** A small scan on black, as large as its box allows, its aspect kept. */
export const ScanCanvas = memo(function ScanCanvas({ thumbnail, label, className }: ScanCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!canvas.current || !context || !thumbnail) return;
    canvas.current.width = thumbnail.width;
    canvas.current.height = thumbnail.height;
    context.putImageData(new ImageData(thumbnail.rgba, thumbnail.width, thumbnail.height), 0, 0);
  }, [thumbnail]);
  const name = label === null ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return <canvas ref={canvas} width={1} height={1} className={classNames('scan-box', className)} {...name} />;
});
