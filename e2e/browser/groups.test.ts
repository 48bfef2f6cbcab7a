import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { bubble, chatRow, composer, openChat, searchField, write } from './support/in-chat.ts';
import { journey, useBrowser } from './support/journey.ts';
import { waitFor } from './support/wait-for.ts';

useBrowser();

const path = (page: Page) => new URL(page.url()).pathname;
const menuItem = (page: Page, name: string) => page.getByRole('menuitem', { name, exact: true });
const member = (page: Page, name: string) =>
  page
    .getByRole('region', { name: /^Members/ })
    .getByRole('listitem')
    .filter({ hasText: name });

/** A picture, painted by the browser. */
async function paint(page: Page, width: number, height: number) {
  const base64 = await page.evaluate(
    ([w = 1, h = 1]) => {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [w, h];
      const pen = canvas.getContext('2d');
      if (pen) {
        pen.fillStyle = 'tomato';
        pen.fillRect(0, 0, w / 2, h);
      }
      return canvas.toDataURL('image/png').replace(/^[^,]*,/, '');
    },
    [width, height],
  );
  return { name: 'lamps.png', mimeType: 'image/png', buffer: Buffer.from(base64, 'base64') };
}

/** Whether the row of a chat shows a picture that has been loaded. */
const isPictureShown = (page: Page, title: string): Promise<boolean> =>
  chatRow(page, title)
    .locator('img')
    .first()
    .evaluate((image: HTMLImageElement) => image.naturalWidth > 0)
    .catch(() => false);

/** By the picker, then the form. */
async function createGroup(page: Page, title: string, people: string[]): Promise<void> {
  await page.getByRole('button', { name: 'New group' }).click();
  for (const name of people) {
    await page.getByRole('searchbox', { name: 'Name or username' }).fill(name);
    await page.getByRole('checkbox', { name: new RegExp(`^${name}`) }).click();
  }
  await page.getByRole('button', { name: /^Continue/ }).click();
  await page.getByLabel('Name of the group').fill(title);
}

journey('a group is made with settings, entered by a link with approval, and looked after', async (stage) => {
  const [anna, boris, carol] = [
    await stage.register('Anna'),
    await stage.register('Boris', 'Борис Groupsky'),
    await stage.register('Carol', 'Carol Groupsky'),
  ];
  const [a, b, c] = [await stage.enter(anna), await stage.enter(boris), await stage.enter(carol)];

  // Two chips become members; what is set is what the group has.
  await createGroup(a.page, 'Night hike', ['Борис Groupsky']);
  await a.page.getByRole('textbox', { name: 'Description' }).fill('Who brings the lamps?');
  // Its picture is chosen and cut before it is there.
  await a.page.locator('[data-pick="picture"]').setInputFiles(await paint(a.page, 300, 200));
  const crop = a.page.getByRole('dialog');
  await crop.getByRole('application').press('+');
  await crop.getByRole('button', { name: 'Save' }).click();
  await a.page.getByRole('button', { name: 'Change picture' }).waitFor();
  await a.page.getByLabel('Pin messages').selectOption('member');
  await a.page.getByLabel(/^Slow mode/).selectOption('10');
  await a.page.getByRole('button', { name: 'Create group' }).click();
  await composer(a.page).waitFor();
  const chatPath = path(a.page);
  await openChat(b.page, 'Night hike');
  await b.page.getByText('2 members').first().waitFor();
  await waitFor(() => isPictureShown(b.page, 'Night hike'), { what: 'the picture of the group' });

  // A link with approval: shown once, asked by one, let in by the other.
  await a.page.getByRole('button', { name: 'Chat info' }).click();
  await a.page.getByText('Who brings the lamps?').waitFor();
  await a.page.getByRole('button', { name: 'Invite links' }).click();
  await a.page.getByRole('button', { name: 'New invite link' }).click();
  await a.page.getByRole('switch', { name: /With approval/ }).click();
  await a.page.getByRole('button', { name: 'Make link' }).click();
  const link = (await a.page.locator('[data-invite-link]').textContent()) ?? '';
  await a.page.getByRole('button', { name: 'Close', exact: true }).click();
  await a.page.getByText('used 0 times').waitFor();
  await a.page.getByRole('button', { name: 'Back' }).click();

  await c.page.goto(new URL(link).pathname);
  await c.page.getByRole('heading', { name: 'Night hike' }).waitFor();
  await c.page.getByText('2 members').waitFor();
  await c.page.getByRole('button', { name: 'Ask to join' }).click();
  await c.page.getByText('You asked to join.').waitFor();
  await a.page.getByRole('button', { name: /^Requests to join\s*1/ }).click();
  await a.page.getByRole('button', { name: 'Let Carol Groupsky in' }).click();
  await c.page.getByText('You are now in “Night hike”.').waitFor();
  await a.page.getByText('Nobody is waiting').waitFor();
  await a.page.getByRole('button', { name: 'Back' }).click();
  await c.page.getByRole('button', { name: 'Open the group' }).click();
  await composer(c.page).waitFor();
  await a.page.getByText('3 members').first().waitFor();
  await member(a.page, 'Carol Groupsky').waitFor();

  // A new role is in force at once, in the open window of who got it.
  await b.page.getByRole('button', { name: 'Chat info' }).click();
  await member(b.page, 'Carol Groupsky').waitFor();
  expect(await b.page.getByRole('button', { name: 'Banned people' }).count()).toBe(0);
  await a.page.getByRole('button', { name: 'Actions for Борис Groupsky' }).click();
  await menuItem(a.page, 'Make admin').click();
  await b.page.getByRole('button', { name: 'Banned people' }).waitFor();
  await member(b.page, 'Борис Groupsky').getByText('admin').waitFor();

  // Only admins write from now on: where Carol wrote, it says so.
  await a.page.getByRole('button', { name: 'Edit group' }).click();
  await a.page.getByLabel(/^Write messages/).selectOption('admin');
  await a.page.getByLabel('Name of the group').fill('Night hike news');
  await a.page.getByRole('button', { name: 'Save' }).click();
  await composer(c.page).waitFor({ state: 'detached' });
  await chatRow(c.page, 'Night hike news').waitFor();
  await write(b.page, 'Bring two lamps');
  await bubble(c.page, 'Bring two lamps').waitFor();

  // The new admin removes her; the group is gone from her window.
  await b.page.getByRole('button', { name: 'Actions for Carol Groupsky' }).click();
  await menuItem(b.page, 'Remove from the group').click();
  await b.page.getByRole('dialog', { name: 'Remove Carol Groupsky from “Night hike news”?' }).waitFor();
  await b.page.getByRole('button', { name: 'Remove from the group' }).last().click();
  await chatRow(c.page, 'Night hike news').waitFor({ state: 'detached' });
  await member(a.page, 'Carol Groupsky').waitFor({ state: 'detached' });

  // The link is revoked: it leads nowhere.
  await a.page.getByRole('button', { name: 'Invite links' }).click();
  await a.page.getByRole('button', { name: /^Revoke / }).click();
  await a.page.getByRole('button', { name: 'Revoke', exact: true }).click();
  await a.page.getByText('No invite links yet').waitFor();
  await c.page.goto(new URL(link).pathname);
  await c.page.getByText('This link leads nowhere').waitFor();

  // Deleting asks for the name; then nobody has it any more.
  await a.page.goto(`${chatPath}/info`);
  await a.page.getByRole('button', { name: 'Delete group' }).click();
  const dialog = a.page.getByRole('dialog');
  expect(await dialog.getByRole('button', { name: 'Delete group' }).isDisabled()).toBe(true);
  await dialog.getByRole('textbox').fill('night hike news');
  await dialog.getByRole('button', { name: 'Delete group' }).click();
  await waitFor(() => path(a.page) === '/', { what: 'the list of chats' });
  await chatRow(b.page, 'Night hike news').waitFor({ state: 'detached' });
});

journey('an invitation appears at once; a public group is found and joined', async (stage) => {
  const [anna, boris] = [await stage.register('Anna'), await stage.register('Boris', 'Борис Invitov')];
  const [a, b] = [await stage.enter(anna), await stage.enter(boris)];
  // Both asked: they are contacts.
  await anna.ask('POST', '/api/contacts', { userId: boris.id });
  await boris.ask('POST', '/api/contacts', { userId: anna.id });
  const tag = anna.username.split('-').at(-1) ?? '';
  await createGroup(a.page, `Chess ${tag}`, []);
  await a.page.getByRole('switch', { name: /Public group/ }).click();
  await a.page.getByRole('button', { name: 'Create group' }).click();
  await a.page.getByText('Fill this in').waitFor();
  await a.page.getByRole('textbox', { name: 'Address' }).fill(`chess-${tag}`);
  await a.page.getByRole('button', { name: 'Create group' }).click();
  await composer(a.page).waitFor();

  await a.page.getByRole('button', { name: 'Chat info' }).click();
  await a.page.getByRole('button', { name: 'Add people' }).click();
  await a.page.getByRole('heading', { name: 'Contacts' }).waitFor();
  await a.page
    .getByRole('checkbox')
    .first()
    .and(a.page.getByRole('checkbox', { name: /Борис Invitov/ }))
    .click();
  await a.page.getByRole('button', { name: 'Send an invitation' }).click();

  await a.page.getByRole('button', { name: 'Invite links' }).click();
  const invited = a.page.getByRole('region', { name: 'Invited' });
  await invited.getByText('Борис Invitov').waitFor();

  await b.page.getByRole('button', { name: /Invitations.*Chess/ }).click();
  await b.page.getByText('Anna invites you').waitFor();
  await b.page.getByRole('button', { name: 'Decline' }).click();
  await b.page.getByText('No invitations').waitFor();
  await invited.waitFor({ state: 'detached' });
  await b.page.getByRole('button', { name: 'Back' }).click();

  await searchField(b.page).fill(`chess ${tag}`);
  const groups = b.page.getByRole('group', { name: 'Public groups' });
  await groups.getByRole('option', { name: new RegExp(`Chess ${tag}`) }).click();
  await b.page.getByRole('button', { name: 'Join the group' }).click();
  await composer(b.page).waitFor();
  await a.page.getByText('2 members').first().waitFor();

  // Leaving asks by the group's name.
  await b.page.getByRole('button', { name: 'Chat info' }).click();
  await b.page.getByRole('button', { name: 'Leave group' }).click();
  await b.page.getByRole('dialog', { name: `Leave “Chess ${tag}”?` }).waitFor();
  await b.page.getByRole('button', { name: 'Leave group' }).last().click();
  await waitFor(() => path(b.page) === '/', { what: 'the list of chats' });
  await chatRow(b.page, `Chess ${tag}`).waitFor({ state: 'detached' });
  // For a few seconds it can be undone, and nobody has noticed.
  await b.page.getByRole('button', { name: 'Undo' }).click();
  await composer(b.page).waitFor();
  await chatRow(b.page, `Chess ${tag}`).waitFor();
  expect(await a.page.getByText('2 members').first().isVisible()).toBe(true);
  // From the list, and for good.
  await chatRow(b.page, `Chess ${tag}`).click({ button: 'right' });
  await menuItem(b.page, 'Leave group').click();
  await b.page.getByRole('dialog').getByRole('button', { name: 'Leave group' }).click();
  await a.page.getByText('1 member', { exact: false }).first().waitFor({ timeout: 60_000 });
  expect(await chatRow(b.page, `Chess ${tag}`).count()).toBe(0);
});
