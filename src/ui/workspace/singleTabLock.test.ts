import { afterAll, beforeEach, expect, it, vi } from 'vitest';

/** What a browser tells the page, and takes from it. */
const page = { target: new EventTarget(), reload: vi.fn(), loseLock: (_: unknown) => {} };

beforeEach(async () => {
  vi.resetModules();
  page.target = new EventTarget();
  page.reload.mockClear();
  vi.stubGlobal('addEventListener', page.target.addEventListener.bind(page.target));
  vi.doMock('./unsavedWork.ts', () => ({ reloadWithoutAsking: page.reload }));
  const request = (_name: string, _options: LockOptions, granted: (lock: object) => unknown) => {
    granted({});
    return new Promise((_, reject) => {
      page.loseLock = reject;
    });
  };
  vi.stubGlobal('navigator', { locks: { request } });
  const { lockSingleTab } = await import('./singleTabLock.ts');
  const owned = vi.fn();
  lockSingleTab(owned, () => {});
  expect(owned).toHaveBeenCalledOnce();
});

afterAll(() => {
  vi.doUnmock('./unsavedWork.ts');
  vi.resetModules();
});

const stolen = () => new DOMException('The lock was stolen.', 'AbortError');
const heard = () => new Promise<void>((resolve) => setImmediate(resolve));

it('a tab that loses the workspace to another one starts over', async () => {
  page.loseLock(stolen());
  await heard();
  expect(page.reload).toHaveBeenCalledOnce();
});

it('a page that is being left is not loaded again when WebKit takes its lock away', async () => {
  page.target.dispatchEvent(new Event('pagehide'));
  page.loseLock(stolen());
  await heard();
  expect(page.reload).not.toHaveBeenCalled();
});

it('a page that comes back as it was starts over when it loses the workspace', async () => {
  page.target.dispatchEvent(new Event('pagehide'));
  page.target.dispatchEvent(new Event('pageshow'));
  page.loseLock(stolen());
  await heard();
  expect(page.reload).toHaveBeenCalledOnce();
});
