import { ServerProcess } from '@bridges/dev-env/server-process';
import { afterAll, beforeAll } from 'vitest';
import { searchField } from './support/in-chat.ts';
import { journey, useBrowser } from './support/journey.ts';

let server: ServerProcess;
beforeAll(async () => {
  server = await ServerProcess.start();
});
afterAll(() => server[Symbol.asyncDispose]());
useBrowser();

journey(
  'the printed link makes the first administrator, once',
  async (stage) => {
    await server.printed(/setup\?token=\S+\s/);
    const link = /http:\S+\/setup\?token=\S+/.exec(server.stdout)?.[0] ?? '';
    const page = await stage.open();
    await page.goto('/setup');
    await page.getByRole('heading', { name: 'This link is not complete' }).waitFor();
    await page.goto(link.replace(/token=.*/, 'token=wrong'));
    await fillIn();
    await page.getByText('This set-up link is no longer valid.').waitFor();
    await page.goto(link);
    await fillIn();
    await searchField(page).waitFor();

    const boris = await stage.enter(await stage.register('Boris', 'Борис'), {}, '/people');
    await boris.page.getByRole('button', { name: /Olga.*administrator/ }).waitFor();
    await boris.page.goto(link);
    await boris.page.getByRole('heading', { name: 'Bridges is already set up' }).waitFor();

    async function fillIn(): Promise<void> {
      await page.getByRole('heading', { name: 'Set up Bridges' }).waitFor();
      await page.getByLabel('Your name').fill('Olga');
      await page.getByLabel('Username', { exact: true }).fill('olga');
      await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
      await page.getByRole('button', { name: 'Create administrator' }).click();
    }
  },
  () => server.url,
);
