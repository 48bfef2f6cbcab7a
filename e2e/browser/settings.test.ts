import { expect } from 'vitest';
import { composer, waitForWritten } from './support/in-chat.ts';
import { journey, useBrowser } from './support/journey.ts';
import { keptRows } from './support/kept-rows.ts';
import { waitFor } from './support/wait-for.ts';

useBrowser();

journey('I change my profile, and the other side sees it at once', async (stage) => {
  const [anna, boris] = [await stage.register('Anna'), await stage.register('Boris', 'Борис')];
  const chat = await anna.openDirect(boris);
  await anna.post(chat.id, 'Hi');
  const other = await stage.enter(boris, {}, `/chat/${chat.id}/info`);
  await other.page.getByRole('main').getByRole('heading', { name: 'Anna' }).waitFor();
  const { page } = await stage.enter(anna, {}, '/settings/profile');
  await page.getByLabel('Name', { exact: true }).fill('Анна Ковалёва');
  await page.getByLabel('Status', { exact: true }).fill('В отпуске до понедельника');
  await page.getByLabel('About yourself').fill('Release manager');
  await page.getByLabel('Birthday').fill('1990-05-17');
  // It is shown for seconds: who looks must look already.
  const isSaved = page.getByText('Saved', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  await isSaved;
  await other.page.getByRole('main').getByRole('heading', { name: 'Анна Ковалёва' }).waitFor();
  const info = other.page.getByRole('complementary');
  await info.getByText('В отпуске до понедельника').waitFor();
  await info.getByText('Release manager').waitFor();
  await info.getByText('17 May 1990').waitFor();
  await page.reload();
  // Painted from what was kept, which may be older; what is stored comes a moment later.
  const says = (label: string, value: string) =>
    waitFor(async () => (await page.getByLabel(label, { exact: true }).inputValue()) === value, {
      what: `“${value}” in ${label}`,
    });
  await says('Name', 'Анна Ковалёва');
  // What is changed elsewhere is shown here, too, where nobody is writing.
  await page.getByLabel('About yourself').fill('Release manag');
  await anna.ask('PATCH', '/api/me', { statusMessage: 'Back again', bio: 'Manager' });
  await says('Status', 'Back again');
  await says('About yourself', 'Release manag');
  await page.getByLabel('Name', { exact: true }).fill('  ');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Fill this in').waitFor();
});

journey('I switch the language, the theme and the density; all stay, and nothing flashes', async (stage) => {
  const anna = await stage.register('Anna');
  const { page, context } = await stage.enter(anna, { colorScheme: 'light' }, '/settings/appearance');
  await page.getByLabel('Русский').check();
  await page.getByRole('heading', { name: 'Оформление' }).waitFor();
  await page.getByLabel('Тёмная').check();
  await page.getByLabel('Компактно').check();
  // Every look that the page ever had, from before the first thing to paint.
  await context.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(globalThis, { seenThemes: seen });
    const look = () => {
      const { theme, density } = document.documentElement?.dataset ?? {};
      if (document.body && seen.at(-1) !== `${theme} ${density}`) seen.push(`${theme} ${density}`);
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
  });
  await page.reload();
  await page.getByRole('heading', { name: 'Оформление' }).waitFor();
  expect(await page.evaluate('seenThemes')).toEqual(['dark compact']);
  expect(await page.evaluate('document.documentElement.lang')).toBe('ru');
  // The profile's language reaches a browser that has none of its own.
  const elsewhere = await stage.enter(anna, { locale: 'de-DE' }, '/settings');
  await elsewhere.page.getByRole('heading', { name: 'Настройки' }).waitFor();
});

journey('I end the session of another browser: it lands on sign-in', async (stage) => {
  const anna = await stage.register('Anna');
  const saved = await anna.openDirect(anna);
  await anna.post(saved.id, 'Private');
  const other = await stage.enter(anna, {
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  });
  await other.page.getByText('Private').waitFor();
  await waitFor(async () => (await keptRows(other.page)) > 0, { what: 'the chats to be kept' });
  const { page } = await stage.enter(anna, {}, '/settings/devices');
  await page.getByRole('button', { name: 'End the session on Firefox on Linux' }).click();
  const isEnded = page.getByText('1 session ended').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'End' }).click();
  await isEnded;
  await other.page.getByText('You were signed out.').waitFor();
  await other.page.getByRole('button', { name: 'Sign in' }).waitFor();
  await page.getByText('Firefox on Linux').waitFor({ state: 'detached' });
  // What was kept of the chats has left that browser.
  await waitFor(async () => (await keptRows(other.page)) === 0, { what: 'what was kept to be gone' });
});

journey('I change my password: other browsers are signed out, the new one works', async (stage) => {
  const anna = await stage.register('Anna');
  const chat = await anna.openDirect(anna);
  const other = await stage.enter(anna, {}, `/chat/${chat.id}`);
  await composer(other.page).waitFor();
  await other.page.keyboard.type('kept draft');
  const { page } = await stage.enter(anna, {}, '/settings/password');
  await page.getByLabel('Current password').fill('wrong');
  await page.getByLabel('New password').fill('новый пароль 42');
  await page.getByRole('button', { name: 'Change password' }).click();
  await page.getByText('The current password is wrong.').waitFor();
  await page.getByLabel('Current password').fill('correct horse battery');
  const isChanged = page.getByText('Password changed. Other devices were signed out.').waitFor();
  await page.getByRole('button', { name: 'Change password' }).click();
  await isChanged;

  await other.page.getByLabel('Username or e-mail').fill(anna.username);
  await other.page.getByLabel('Password', { exact: true }).fill('новый пароль 42');
  await other.page.getByRole('button', { name: 'Sign in' }).click();
  await composer(other.page).waitFor();
  await waitForWritten(other.page, 'kept draft');
});

journey('I sign out: nothing of mine is left in the browser', async (stage) => {
  const anna = await stage.register('Anna');
  const { page } = await stage.enter(anna);
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in to Bridges' }).waitFor();
  await page.goto('/');
  await page.getByRole('heading', { name: 'Sign in to Bridges' }).waitFor();
  await waitFor(async () => (await keptRows(page)) === 0, { what: 'what was kept to be gone' });
});
