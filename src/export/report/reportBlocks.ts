/** What a section of a report is made of. */
export type ReportBlock =
  | { readonly kind: 'text'; readonly text: string; readonly tone?: 'quiet' | 'strong' }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'definitions'; readonly rows: readonly (readonly [name: string, value: string])[] }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  | ReportChart
  | { readonly kind: 'layers'; readonly caption: string; readonly shapes: readonly (readonly number[])[] }
  | { readonly kind: 'images'; readonly images: readonly { readonly source: string; readonly caption: string }[] };

/** Lines in one plot. */
export type ReportChart = {
  readonly kind: 'chart';
  readonly caption: string;
  readonly x: ReportAxis;
  readonly y: ReportAxis;
  readonly lines: readonly { readonly name: string; readonly points: readonly (readonly [x: number, y: number])[] }[];
};

export type ReportAxis = { readonly label: string; readonly low: number; readonly high: number };

export type ReportSection = { readonly id: string; readonly title: string; readonly blocks: readonly ReportBlock[] };
