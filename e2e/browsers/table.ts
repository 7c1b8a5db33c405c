/** What came of each step in each browser, for people. */
export class Table {
  private readonly rows: (readonly string[])[] = [];

  add(...row: readonly [browser: string, version: string, step: string, outcome: string]): void {
    this.rows.push(row);
  }

  toString(): string {
    const lines = [['browser', 'version', 'step', 'outcome'], ['---', '---', '---', '---'], ...this.rows];
    return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  }
}
