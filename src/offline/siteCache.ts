import type { Site } from './site.ts';

const PAGE = 'index.html';

/** The copies of the site that are kept on this device for offline use: this build's, and those of builds still open. */
export class SiteCache {
  private readonly family: string;
  private readonly name: string;

  /** @param root the address of the top of the site: several may stand on one host */
  constructor(
    private readonly site: Site,
    private readonly root: string,
  ) {
    this.family = `axial ${root} `;
    this.name = this.family + site.version;
  }

  /** Whether a page with this first script is of this build. */
  isOwn(entry: string): boolean {
    return this.site.files.some((file) => this.address(file) === entry);
  }

  /** Whether this build has such a file. @param path '/' first */
  has(path: string): boolean {
    return path === `/${PAGE}` || this.site.files.includes(path.slice(1));
  }

  /** @param path '/' first */
  addressOf(path: string): string {
    return this.address(path.slice(1));
  }

  /**
   * Fetches everything that is not kept yet. The page comes last: once it is there, all that it needs is.
   *
   * @throws when a file cannot be fetched, or when the host serves the page of another build
   */
  async keep(): Promise<void> {
    const cache = await caches.open(this.name);
    if (await cache.match(this.address(PAGE))) return;
    await cache.addAll(this.site.files.map((file) => this.address(file)));
    // By the address it is opened at: hosts redirect from its name (Cloudflare, Netlify), and our policy forbids redirects here.
    const page = await fetch(this.root, { cache: 'reload' });
    if (!page.ok || !(await this.isOwnPage(page.clone()))) throw new Error('The host serves another version.');
    await cache.put(this.address(PAGE), page);
  }

  /** Where it is known: the kept page, or the file of whichever kept build has it (their names differ with their bytes). */
  async find(path: string): Promise<Response | undefined> {
    if (path === '/' || path === `/${PAGE}`) return this.page();
    const address = this.addressOf(path);
    const own = await (await caches.open(this.name)).match(address);
    if (own) return own;
    for (const name of await this.others()) {
      const found = await (await caches.open(name)).match(address);
      if (found) return found;
    }
    return undefined;
  }

  /** Undefined until all that it needs is kept too. */
  async page(): Promise<Response | undefined> {
    return (await caches.open(this.name)).match(this.address(PAGE));
  }

  /** Throws away the copies of other builds that no open page is of. */
  async forgetOthers(): Promise<void> {
    const { held = [] } = await navigator.locks.query();
    const open = new Set(held.map(({ name }) => name));
    for (const name of await this.others()) {
      const kept = await (await caches.open(name)).keys();
      if (!kept.some(({ url }) => open.has(url))) await caches.delete(name);
    }
  }

  private async others(): Promise<string[]> {
    return (await caches.keys()).filter((name) => name.startsWith(this.family) && name !== this.name);
  }

  private address(file: string): string {
    return new URL(file, this.root).href;
  }

  private async isOwnPage(page: Response): Promise<boolean> {
    const scripts = [...(await page.text()).matchAll(/<script[^>]* src="([^"]+)"/g)];
    return scripts.length > 0 && scripts.every(([, address = '']) => this.isOwn(this.address(address)));
  }
}
