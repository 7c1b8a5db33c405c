import { parseSync } from 'vite';

/** A text of the page, as it stands in the code: `{}` for what is filled in. */
export type Sentence = { readonly text: string; readonly offset: number };

type Node = { readonly type: string; readonly start: number; readonly [key: string]: unknown };

/** Import paths, and types, are no texts. */
const SKIPPED = /^(Import|Export(All|Named))|^TS(?!AsExpression|SatisfiesExpression|NonNull)/;
/** Parts of these are names of classes and styles. */
const NO_TEXT = /^(className|d|viewBox|key|id)$/;

/** Two words or more: JSX text, string literals and templates that a person may read. */
export function sentencesOf(path: string, code: string): Sentence[] {
  const { program, errors } = parseSync(path, code);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const found: Sentence[] = [];
  visit(program as unknown as Node);
  return found;

  function visit(node: Node): void {
    if (SKIPPED.test(node.type) && !(node.type === 'ExportNamedDeclaration' && node.declaration)) return;
    if (node.type === 'JSXAttribute' && NO_TEXT.test(String((node.name as Node).name))) return;
    const text = textOf(node);
    if (text !== null && /\p{L}{2,}[^\p{L}]* [^\p{L}]*[\p{L}{]/u.test(text)) found.push({ text, offset: node.start });
    for (const value of Object.values(node)) {
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child);
    }
  }
}

function textOf(node: Node): string | null {
  if (node.type === 'JSXText' || (node.type === 'Literal' && typeof node.value === 'string'))
    return String(node.value).replace(/\s+/g, ' ').trim();
  if (node.type !== 'TemplateLiteral') return null;
  const quasis = node.quasis as readonly { readonly value: { readonly cooked: string } }[];
  return quasis.map(({ value }) => value.cooked).join('{}');
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
