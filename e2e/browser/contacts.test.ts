import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { bubble, composer, waitForDelivery, write } from './support/in-chat.ts';
import { journey, useBrowser } from './support/journey.ts';

useBrowser();

journey('two become contacts; one blocks the other, whose message is refused', async (stage) => {
  const surname = randomUUID().slice(0, 6);
  const [anna, boris] = await Promise.all([
    stage.register('Anna', `Anna ${surname}`),
    stage.register('Boris', `Boris ${surname}`),
  ]);
  const chat = await anna.openDirect(boris);
  await anna.post(chat.id, 'Hello, Boris!');
  await boris.post(chat.id, 'Hello, Anna!');
  const [{ page: hers }, { page: his }] = [
    await stage.enter(anna, {}, `/chat/${chat.id}/info`),
    await stage.enter(boris),
  ];

  // She asks; his menu tells of it, and he accepts.
  await hers.getByRole('button', { name: 'Add to contacts' }).click();
  await hers.getByText('Request sent').waitFor();
  await his.getByRole('button', { name: 'Menu' }).click();
  await his.getByRole('menuitem', { name: 'Contacts' }).getByLabel('1 request waits').waitFor();
  await his.getByRole('menuitem', { name: 'Contacts' }).click();
  await his.getByText('Your contacts will be here').waitFor();
  await his.getByRole('link', { name: 'Requests' }).click();
  await his.getByRole('button', { name: `Accept the request of Anna ${surname}` }).click();
  await his.getByText('No requests', { exact: true }).waitFor();
  await his.getByRole('link', { name: 'Contacts' }).click();
  const contact = his.getByRole('button', { name: `Anna ${surname}` });
  await contact.waitFor();
  expect(new URL(his.url()).pathname).toBe('/contacts');
  await hers.getByRole('button', { name: 'Remove from contacts' }).waitFor();

  // He opens the chat from the list of contacts and sees that she is here.
  await contact.click();
  await bubble(his, 'Hello, Boris!').waitFor();
  await his.getByRole('main').getByText('online', { exact: true }).waitFor();

  // She blocks him: he is not told, but she is away, and what he writes is refused.
  await hers.getByRole('button', { name: 'Block', exact: true }).click();
  await hers.getByRole('dialog').getByText(`Block Boris ${surname}?`).waitFor();
  await hers.getByRole('dialog').getByRole('button', { name: 'Block' }).click();
  await hers.getByText(`You have blocked Boris ${surname}`).waitFor();
  await his.getByRole('main').getByText('last seen long ago').waitFor();
  await write(his, 'Are you there?');
  await waitForDelivery(his, 'Are you there?', 'failed');
  await his.getByText('You can’t write to this person').waitFor();
  expect(await composer(his).count()).toBe(0);
  expect(await bubble(hers, 'Are you there?').count()).toBe(0);
  await hers.goto('/settings/privacy');
  await hers.getByLabel('Who sees when I am online').selectOption('My contacts');
  await hers.getByText(`@${boris.username}`).waitFor();
  await hers.reload();
  expect(await hers.getByLabel('Who sees when I am online').inputValue()).toBe('contacts');

  // Unblocked, he may write again; they are no contacts any more.
  await hers.getByRole('button', { name: 'Unblock' }).click();
  await hers.getByText('You have blocked nobody.').waitFor();
  await composer(his).waitFor();
  await write(his, 'And now?');
  await waitForDelivery(his, 'And now?', 'sent');
  await his.goto('/contacts');
  await his.getByText('Your contacts will be here').waitFor();
});
