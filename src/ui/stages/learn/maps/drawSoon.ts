import { yieldToEventLoop } from '../../../../dataset/yieldToEventLoop.ts';

/** Of one task: with what else a task brings along it stays well below the 50 ms at which a page seems to stand. */
const MOST_MS = 8;
const waiting = new Set<() => void>();
let isDrawing = false;

/**
 * Draws in turn with others that wait, in short tasks: a hundred small maps never hold up the large ones, nor the page.
 * @returns takes it back where it is not drawn yet
 */
export function drawSoon(draw: () => void): () => void {
  waiting.add(draw);
  if (!isDrawing) void drawAll();
  return () => waiting.delete(draw);
}

async function drawAll(): Promise<void> {
  isDrawing = true;
  try {
    while (waiting.size > 0) {
      await yieldToEventLoop();
      drawSome(performance.now() + MOST_MS);
    }
  } finally {
    isDrawing = false; // one that fails ends this turn, and no later one
  }
}

function drawSome(until: number): void {
  for (const draw of waiting) {
    waiting.delete(draw);
    draw();
    if (performance.now() > until) return;
  }
}
