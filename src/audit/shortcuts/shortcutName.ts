import type { Shortcut } from '../auditReport.ts';

/** What a shortcut knows of a scan. */
export const SHORTCUT_FACTS: Readonly<Record<Shortcut['from'], readonly [name: string, meaning: string]>> = {
  size: ['Width and height', 'Only the width and height of the image in pixels.'],
  header: ['File header', 'Format, colours, width, height, aspect ratio and bytes per pixel.'],
  picture: ['Image statistics', 'Mean grey level, contrast, grey level of the border, sharpness.'],
  input: ['Network input statistics', 'The same four statistics of the network input'],
};

/** 'Network input statistics (harmonised)': what is known of a scan, and nothing else. */
export function shortcutName(shortcut: Pick<Shortcut, 'from' | 'preprocessing'>): string {
  const fit = fitOf(shortcut);
  return fit === null ? SHORTCUT_FACTS[shortcut.from][0] : `${SHORTCUT_FACTS[shortcut.from][0]} (${fit})`;
}

/** 'width and height': its name within a sentence. */
export function shortcutPhrase(shortcut: Shortcut): string {
  const name = shortcutName(shortcut);
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** 'harmonised' or 'not harmonised': tells the network's inputs apart; null for what is no input. */
export function fitOf({ preprocessing }: Pick<Shortcut, 'preprocessing'>): 'harmonised' | 'not harmonised' | null {
  if (preprocessing === null) return null;
  return preprocessing.endsWith('-harmonise') ? 'harmonised' : 'not harmonised';
}
