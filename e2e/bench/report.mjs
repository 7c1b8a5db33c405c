// Tables in Markdown, as they can be pasted into a README, and everything as JSON.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** 1234.5 -> '1,235'; 12.34 -> '12.3'; 0.1234 -> '0.123'; not a number -> '-'. */
export function figure(value) {
  if (!Number.isFinite(value)) return '-';
  if (Number.isInteger(value)) return value.toLocaleString('en-US');
  const size = Math.abs(value);
  if (size >= 100) return Math.round(value).toLocaleString('en-US');
  return value.toFixed(size >= 10 ? 1 : size >= 1 ? 2 : 3);
}

/** '68.1 (65.0)': the median and the least. */
export function medianAndMin({ median, min, failure }) {
  if (failure) return 'failed';
  return Number.isFinite(median) ? `${figure(median)} (${figure(min)})` : '-';
}

/** '1.09 (1.05)': of the medians and of the least. */
export function ratio(one, other) {
  const medians = one.median / other.median;
  return Number.isFinite(medians) ? `${figure(medians)} (${figure(one.min / other.min)})` : '-';
}

export class Report {
  constructor(about) {
    this.about = about;
    this.parts = {};
    this.text = [];
  }

  /** Prints a Markdown table; `notes` are sentences below it. `data`: what the rows were made of, for the JSON. */
  table(part, title, columns, rows, { notes = [], data = null } = {}) {
    const cells = [columns, ...rows].map((row) => row.map((cell) => (typeof cell === 'number' ? figure(cell) : cell)));
    const widths = columns.map((_, column) => Math.max(3, ...cells.map((row) => String(row[column] ?? '').length)));
    const line = (row) => `| ${widths.map((width, column) => String(row[column] ?? '').padEnd(width)).join(' | ')} |`;
    const [head, ...body] = cells;
    const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
    this.say(`\n### ${title}\n\n${[line(head), rule, ...body.map(line)].join('\n')}`);
    if (notes.length > 0) this.say(`\n${notes.join('\n')}`);
    this.entry(part).tables.push({ title, columns, rows, notes, data });
  }

  /** Text that is not a table. */
  block(part, title, text) {
    this.say(`\n### ${title}\n\n\`\`\`\n${text}\n\`\`\``);
    this.entry(part).blocks.push({ title, text });
  }

  skipped(part, reason) {
    this.say(`\n${part}: ${reason}`);
    this.entry(part).skipped.push(reason);
  }

  /** The tables as Markdown and everything as JSON, named by the date. Resolves with their paths. */
  write(folder) {
    mkdirSync(folder, { recursive: true });
    const base = join(folder, this.about.date.slice(0, 19).replaceAll(':', '-'));
    writeFileSync(`${base}.json`, `${JSON.stringify({ ...this.about, parts: this.parts }, null, 2)}\n`);
    writeFileSync(`${base}.md`, `${this.text.join('\n')}\n`);
    return { base, paths: [`${base}.json`, `${base}.md`] };
  }

  say(text) {
    console.log(text);
    this.text.push(text);
  }

  entry(part) {
    this.parts[part] ??= { tables: [], blocks: [], skipped: [] };
    return this.parts[part];
  }
}
