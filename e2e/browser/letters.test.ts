import { MailServer } from '@bridges/dev-env';
import { ServerProcess } from '@bridges/dev-env/server-process';
import { afterAll, beforeAll, expect } from 'vitest';
import { searchField } from './support/in-chat.ts';
import { journey, useBrowser } from './support/journey.ts';

let mail: MailServer;
let server: ServerProcess;
beforeAll(async () => {
  mail = await MailServer.start({ hideSTARTTLS: true });
  server = await ServerProcess.start({ env: mail.env });
});
afterAll(async () => {
  await server?.[Symbol.asyncDispose]();
  await mail?.stop();
});
useBrowser();

/** Where the link of a letter leads, on this server. */
async function linkOf(address: string, nth: number): Promise<string> {
  const { text = '' } = (await mail.letterTo(address, nth)).parsed;
  const [, path = ''] = /https:\/\/chat\.example\.org(\/\S+token=[\w-]+)/.exec(text) ?? [];
  return path;
}

journey(
  'an address is added and confirmed, and finds back in without the password',
  async (stage) => {
    const { page, user } = await stage.enter(await stage.register('Olga'), {}, '/settings/notifications');
    await page.getByRole('button', { name: 'Add address' }).click();
    await page.getByRole('textbox', { name: 'E-mail address' }).fill('olga@example.org');
    await page.getByLabel('Your password').fill('correct horse battery');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText(/^olga@example.org is not confirmed yet/).waitFor();

    const mailbox = await stage.open();
    const confirmation = await linkOf('olga@example.org', 1);
    await mailbox.goto(confirmation);
    await mailbox.getByRole('button', { name: 'Confirm' }).click();
    await mailbox.getByRole('heading', { name: 'Your address is confirmed' }).waitFor();
    await mailbox.goto(confirmation);
    await mailbox.getByRole('button', { name: 'Confirm' }).click();
    await mailbox.getByRole('alert').waitFor();
    await page.reload();
    await page.getByText('olga@example.org', { exact: true }).waitFor();

    const elsewhere = await stage.open();
    await elsewhere.goto('/sign-in');
    await elsewhere.getByRole('link', { name: 'Forgot your password?' }).click();
    await elsewhere.getByLabel('Username or e-mail').fill(user.username);
    await elsewhere.getByRole('button', { name: 'Send the link' }).click();
    await elsewhere.getByRole('heading', { name: 'Check your e-mail' }).waitFor();
    await elsewhere.goto(await linkOf('olga@example.org', 2));
    await elsewhere.getByLabel('New password').fill('staple the horse again');
    await elsewhere.getByRole('button', { name: 'Save password' }).click();
    await elsewhere.getByRole('heading', { name: 'Your password is changed' }).waitFor();
    await elsewhere.goto('/sign-in');
    await elsewhere.getByLabel('Username or e-mail').fill('olga@example.org');
    await elsewhere.getByLabel('Password', { exact: true }).fill('staple the horse again');
    await elsewhere.getByRole('button', { name: 'Sign in' }).click();
    await searchField(elsewhere).waitFor();
    // Every device was signed out.
    await page.getByRole('heading', { name: 'Sign in to Bridges' }).waitFor();

    await elsewhere.goto('/settings/notifications');
    const letters = elsewhere.getByRole('switch', { name: 'E-mail' });
    await letters.waitFor();
    expect(await letters.isChecked()).toBe(true);
    await elsewhere.getByRole('button', { name: /test.*E-mail/i }).click();
    await mailbox.goto(await linkOf('olga@example.org', 3));
    await mailbox.getByRole('button', { name: 'Stop e-mails' }).click();
    await mailbox.getByText('You can turn them on again in the settings.').waitFor();
    await elsewhere.reload();
    await letters.waitFor();
    expect(await letters.isChecked()).toBe(false);
  },
  () => server.url,
);
