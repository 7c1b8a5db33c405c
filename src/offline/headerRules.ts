/** The headers of all addresses that `path` names: '/', '/index.html', or '/assets/*' with all beneath. */
export type HeaderRule = {
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
};

/** Reads the format of `public/_headers`: paths at the margin, their headers indented, remarks after '#'. */
export function parseHeaderRules(text: string): HeaderRule[] {
  const blocks = text
    .replace(/^#.*\n/gm, '')
    .trim()
    .split(/\n(?=\/)/);
  return blocks.map((block) => {
    const [path = '', ...lines] = block.split('\n').map((line) => line.trim());
    const headers = lines.filter(Boolean).map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
    });
    return { path, headers };
  });
}

/** @param path from the top of the site, '/' first, without query or hash */
export function headersFor(rules: readonly HeaderRule[], path: string): (readonly [name: string, value: string])[] {
  return rules.filter((rule) => matches(rule.path, path)).flatMap(({ headers }) => headers);
}

function matches(rulePath: string, path: string): boolean {
  return rulePath.endsWith('*') ? path.startsWith(rulePath.slice(0, -1)) : rulePath === path;
}
