import { afterAll, beforeAll, expect, inject } from 'vitest';
import { composer, waitForWritten } from './support/in-chat.ts';
import { journey, useBrowser } from './support/journey.ts';
import { NextVersion } from './support/next-version.ts';

let front: NextVersion;
beforeAll(async () => {
  front = await NextVersion.inFrontOf(inject('bridgesUrl'));
});
afterAll(() => front.stop());
useBrowser();

journey(
  'a new version is offered, not forced, and no draft is lost',
  async (stage) => {
    const anna = await stage.register('Anna');
    const chat = await anna.openDirect(anna);
    const { page } = await stage.enter(anna, {}, `/chat/${chat.id}`);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await composer(page).click();
    await page.keyboard.type('Не потеряй меня');
    front.release();
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    await page.getByText('A new version is ready.').waitFor();
    expect(await composer(page).inputValue()).toBe('Не потеряй меня');

    const reloaded = page.waitForEvent('load');
    await page.getByRole('button', { name: 'Reload' }).click();
    await reloaded;
    await composer(page).waitFor();
    await waitForWritten(page, 'Не потеряй меня');
    expect(await page.getByText('A new version is ready.').count()).toBe(0);
  },
  () => front.url,
);
