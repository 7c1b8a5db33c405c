/** Frames of one origin share their storage and their locks: these give each frame its own. */
export function isolatePage({ theme, elsewhere }: { readonly theme: string; readonly elsewhere: boolean }): void {
  const kept = new Map([['axial-theme', theme]]);
  const storage: Storage = {
    get length() {
      return kept.size;
    },
    clear: () => kept.clear(),
    getItem: (key) => kept.get(key) ?? null,
    key: (index) => [...kept.keys()][index] ?? null,
    removeItem: (key) => void kept.delete(key),
    setItem: (key, value) => void kept.set(key, value),
  };
  Object.defineProperty(window, 'localStorage', { value: storage });
  const request = (_name: string, _options: LockOptions, callback: (lock: Lock | null) => unknown) =>
    Promise.resolve(callback(elsewhere ? null : { name: 'axial-workspace', mode: 'exclusive' }));
  Object.defineProperty(navigator, 'locks', { value: { request } });
  const estimate = async () => ({ usage: 214_000_000, quota: 60_000_000_000 });
  Object.defineProperty(navigator, 'storage', {
    value: { estimate, persisted: async () => false, persist: async () => false },
  });
}
