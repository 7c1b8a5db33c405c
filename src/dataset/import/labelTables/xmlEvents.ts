/** A tag or a text of an XML document, in its order. An empty tag is one that opens and one that closes. */
export type XmlEvent =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: ReadonlyMap<string, string> }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string };

const ATTRIBUTES = String.raw`(?:\s+[^\s=<>"'/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*`;
const PART = new RegExp(
  String.raw`<(\/?)([^\s<>"'/!?=]+)(${ATTRIBUTES})\s*(\/?)>|<\?[^]*?\?>|<!--[^]*?-->|<!\[CDATA\[([^]*?)\]\]>|([^<]+)`,
  'y',
);
const ATTRIBUTE = /\s+([^\s=<>"'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * Reads what office programs and tools for labels write (XML 1.0 without a document type: with entities of its own a text of a kilobyte becomes one of
 * gigabytes). Names lose their prefix. Throws where something else is there.
 */
export function* xmlEvents(text: string): Generator<XmlEvent> {
  PART.lastIndex = text.startsWith('\uFEFF') ? 1 : 0;
  let at = PART.lastIndex;
  while (at < text.length) {
    // Others may read with it between two events.
    PART.lastIndex = at;
    const part = PART.exec(text);
    if (!part) throw new Error('It is damaged.');
    at = PART.lastIndex;
    const [, slash = '', name = '', attributes = '', empty = '', literal, words] = part;
    if (name !== '') {
      const local = withoutPrefix(name);
      if (slash === '') yield { kind: 'open', name: local, attributes: attributesOf(attributes) };
      if (slash !== '' || empty !== '') yield { kind: 'close', name: local };
    } else if (literal !== undefined) yield { kind: 'text', text: literal };
    else if (words !== undefined) yield { kind: 'text', text: withoutEntities(words) };
  }
}

function attributesOf(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', double, single] of text.matchAll(ATTRIBUTE))
    found.set(withoutPrefix(name), withoutEntities(double ?? single ?? ''));
  return found;
}

function withoutPrefix(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** The five of XML and numbers of characters; any other stays as it is written. */
function withoutEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, (written, hex, decimal, name) => {
    if (name !== undefined) return ENTITIES.get(name) ?? written;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : written;
  });
}
