// What the page says that it has kept, and what is kept.

/** What the page says of a run that it can go on with; the epoch is the first group. */
export const EPOCH_SAVED = /saved after epoch (\d+)/i;

/** What the page says last that the pattern finds, in a text of it; null where it says nothing like that. */
export function saidLast(text, pattern) {
  return [...text.matchAll(new RegExp(pattern, 'gi'))].at(-1) ?? null;
}

/** The epoch after which the page last said that the run is saved; 0 where it has not said so. */
export const epochSaid = (text) => Number(saidLast(text, EPOCH_SAVED)?.[1] ?? 0);

/**
 * Nothing is written to the store from now on, for as long as the page is open: a disk that is slow. Resolves once the page says something
 * new that the pattern finds, or after some milliseconds, with the text that it shows then.
 */
export function whileNothingIsWritten(page, store, pattern, ms) {
  return page.evaluate(heldStore, { store, pattern: pattern.source, ms });
}

/** Runs in the page. */
function heldStore({ store, pattern, ms }) {
  const text = () => document.querySelector('main')?.textContent ?? '';
  const newest = () => [...text().matchAll(new RegExp(pattern, 'gi'))].at(-1)?.[0];
  return new Promise((resolve) => {
    const request = indexedDB.open('axial');
    request.onsuccess = () => {
      const held = request.result.transaction(store, 'readwrite').objectStore(store);
      const hold = () => {
        held.count().onsuccess = hold; // without a request it would end
      };
      hold();
      const before = newest();
      const answer = () => resolve(text());
      const observer = new MutationObserver(() => {
        if (newest() !== before) answer();
      });
      observer.observe(document.body, { subtree: true, childList: true, characterData: true });
      setTimeout(answer, ms);
    };
  });
}
