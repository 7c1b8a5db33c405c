import { threadName } from './rpc/debugging.ts';

/** The one policy that turns our own worker addresses into script URLs; the page's CSP names it. */
type ScriptUrlPolicy = { createScriptURL(url: string): string };
type TrustedTypes = {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): ScriptUrlPolicy;
};

const trustedTypes = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
const policy = trustedTypes?.createPolicy('axial', { createScriptURL: onlyFromOwnOrigin });

function onlyFromOwnOrigin(url: string): string {
  if (new URL(url, location.href).origin !== location.origin)
    throw new TypeError(`Refused to start a worker from ${url}.`);
  return url;
}

/** For a thread in which a library starts threads of its own: from our files, and from text that was made here. */
export function trustOwnThreads(): void {
  trustedTypes?.createPolicy('default', { createScriptURL: onlyFromOwnOrigin });
}

/** The address of one of our own files as the page's policy wants it. */
export function asScriptUrl(file: string, base: string = location.href): string {
  const url = new URL(file, base).href;
  return policy ? policy.createScriptURL(url) : url;
}

/** Starts a module worker from one of our own files. */
export function spawnWorker(url: string, name: string): Worker {
  return new Worker(asScriptUrl(url), { type: 'module', name: threadName(name) });
}
