/** Stands in for `offline/client.ts`: no service worker. */
export async function keepSite(): Promise<void> {}
