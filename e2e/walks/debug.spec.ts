import { expect, folderOfShapes, importFolder, test } from '../axial.ts';

test('with ?debug every call of the page and between its threads is logged with its time and its messages', async ({
  page,
}) => {
  const calls = new Set<string>();
  page.on('console', (message) => {
    const call = /^([\w ]+\.\w+): \d+ ms, messages sent: \d+, received: \d+$/.exec(message.text());
    if (call?.[1]) calls.add(call[1]);
  });
  await page.goto('/?debug');
  await importFolder(page, folderOfShapes(2));
  const ofEachThread = ['jobs.importFiles', 'decoder.decode', 'backend.offers', 'audit.groupCopies'];
  await expect.poll(() => [...calls]).toEqual(expect.arrayContaining(ofEachThread));
});
