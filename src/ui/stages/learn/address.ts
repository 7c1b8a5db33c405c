/** Where in the course somebody is. */
export type LearnPlace = {
  /** Of a step; null for the first. */
  readonly slug: string | null;
  /** The first digits of a scan's hash, or `OWN`; null for the usual one. */
  readonly scan: string | null;
  /** The id of a model, or `UNTRAINED`; null for the usual one. */
  readonly model: string | null;
};

/** '#/learn/pooling?scan=1f&model=m1' -> its parts. */
export function placeOfHash(hash: string): LearnPlace {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const asked = new URLSearchParams(query);
  return { slug: path.split('/')[1] || null, scan: asked.get('scan') || null, model: asked.get('model') || null };
}

export function hashOfPlace({ slug, scan, model }: LearnPlace): string {
  const asked = new URLSearchParams();
  if (scan !== null) asked.set('scan', scan);
  if (model !== null) asked.set('model', model);
  const query = asked.size > 0 ? `?${asked}` : '';
  return `#/learn${slug === null ? '' : `/${slug}`}${query}`;
}
