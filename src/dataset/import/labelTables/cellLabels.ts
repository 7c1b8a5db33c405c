/** What always divides labels, and what may be in the name of one, too. */
const ALWAYS = /[|;]/;
const PERHAPS = [/,/, /\s*[/+&]\s*/, /\s+/];

/**
 * Reads the labels of one cell: `Effusion|Mass`, `['normal']`, `scab rust`. A comma or a blank divides where each part is a label by
 * itself in another row.
 *
 * @param alone whether a word is the whole of another cell
 */
export function labelsOfCell(cell: string, alone: (word: string) => boolean): string[] {
  const list = /^\[(.*)\]$/s.exec(cell)?.[1];
  if (list !== undefined) return parts(list.replace(/['"]/g, ''), /,/);
  if (ALWAYS.test(cell)) return parts(cell, ALWAYS);
  for (const divider of PERHAPS) {
    const found = parts(cell, divider);
    if (found.length > 1 && found.every(alone)) return found;
  }
  return [cell];
}

function parts(cell: string, divider: RegExp): string[] {
  return cell
    .split(divider)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
