import type { Plugin } from 'vite';

/** What tfjs starts its threads with, as text of a module. */
const THREAD = /tfjs-backend-wasm-threaded-simd\.worker\.js$/;
const BEGINS = '`"use strict";';
/** The thread's own script comes as text, too (`blob:`); all else is refused. */
const POLICY =
  'self.trustedTypes?.createPolicy("default",{createScriptURL(url){if(url.startsWith("blob:"))return url;throw new TypeError(url)}});';

/** Gives tfjs's threads the policy that Trusted Types ask for: they begin in a scope of their own. Belongs into `worker.plugins`. */
export function trustedThreads(): Plugin {
  return {
    name: 'axial-trusted-threads',
    apply: 'build',
    transform(code, id) {
      if (!THREAD.test(id)) return null;
      if (!code.includes(BEGINS))
        throw new Error("tfjs's thread does not begin as it did: see trustedThreads.build.ts.");
      return { code: code.replace(BEGINS, BEGINS + POLICY), map: null };
    },
  };
}
