import { createECDH, randomBytes, randomUUID } from 'node:crypto';
import { ServerProcess } from '@bridges/dev-env/server-process';
import { TestUser, testPassword } from '@bridges/dev-env/test-user';
import { afterAll, beforeAll, expect } from 'vitest';
import { composer } from './support/in-chat.ts';
import { journey, useBrowser } from './support/journey.ts';

useBrowser();

let server: ServerProcess;
beforeAll(async () => {
  server = await ServerProcess.start({
    env: { ADMIN_EMAIL: 'admin@example.org', ADMIN_PASSWORD: testPassword },
  });
});
afterAll(() => server?.[Symbol.asyncDispose]());

const url = () => server.url;
const soon = { timeout: 30_000 };
const administrator = () => TestUser.signIn(server.url, 'admin');

async function must(user: TestUser, method: string, path: string, body?: unknown): Promise<void> {
  const { status, body: answer } = await user.ask(method, path, body);
  if (status >= 300) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(answer)}`);
}

/** A browser that no push service knows: somebody who could be told. */
async function subscribe(user: TestUser): Promise<void> {
  const endpoint = `https://push.example.net/${randomBytes(16).toString('hex')}`;
  const p256dh = createECDH('prime256v1').generateKeys('base64url');
  await must(user, 'POST', '/api/push/subscriptions', {
    endpoint,
    keys: { p256dh, auth: randomBytes(16).toString('base64url') },
  });
}

journey(
  'an administrator sees why somebody was not told of a message in a muted chat',
  async (stage) => {
    const [anna, boris] = await Promise.all([
      stage.register('Anna'),
      stage.register('Boris', 'Борис Волков'),
    ]);
    const chat = await anna.openDirect(boris);
    await anna.post(chat.id, 'before');
    await subscribe(boris);
    await must(boris, 'PUT', '/api/notifications/settings', { channels: { push: { delaySeconds: 0 } } });
    await must(boris, 'PATCH', `/api/chats/${chat.id}/marks`, { mutedUntil: '9999-12-31T00:00:00.000Z' });
    const { seq } = await anna.post(chat.id, 'You will not hear of this');
    const trace = async () =>
      JSON.stringify(await boris.get(`/api/notifications/trace?chatId=${chat.id}&seq=${seq}`));
    await expect.poll(trace, soon).toContain('"muted"');

    const { page } = await stage.enter(await administrator());
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('menuitem', { name: 'Administration' }).click();
    await page.getByRole('link', { name: /Delivery trace/ }).click();
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByText('Choose a person first.').waitFor();
    const person = page.getByRole('combobox', { name: 'Name or username' });
    await person.fill('anna');
    await page.getByRole('option', { name: /Anna/ }).first().waitFor();
    // Enter takes who fits what is written now, not who is still in view.
    await person.fill('волков');
    await person.press('Enter');
    await page.getByRole('main').getByText('Борис Волков').waitFor();
    await person.waitFor({ state: 'detached' });
    const message = page.getByRole('textbox', { name: /Link to the message/ });
    await message.fill('not a link');
    await message.press('Enter');
    await page.getByText('This is no link to a message').waitFor();
    await message.fill(`${server.url}/chat/${chat.id}/${seq}`);
    await message.press('Enter');
    await page.getByRole('heading', { name: 'What was decided for Борис Волков' }).waitFor();
    const step = page.getByRole('listitem').filter({ hasText: 'Browsers' });
    await step.filter({ hasText: 'The chat is muted' }).waitFor();
    // The address says what was asked, and nothing of what was said is anywhere.
    await page.reload();
    await step.filter({ hasText: 'The chat is muted' }).waitFor();
    expect(await page.getByText('You will not hear of this').count()).toBe(0);
  },
  url,
);

journey(
  'an administrator has a failed job run again, gives another up, and replays an event',
  async (stage) => {
    const id = randomUUID();
    // In one transaction: the worker never sees them waiting.
    await server.query(
      'accounts',
      `do $$ declare job bigint; name text; begin
         foreach name in array array['purge-expired-sessions', 'rotate-signing-keys'] loop
           select id into job from graphile_worker.add_job(name,
             json_build_object('id', '${id}', 'login', 'anna@example.org'));
           update graphile_worker._private_jobs set attempts = max_attempts,
             last_error = e'no route to mail.example.org for anna@example.org\\nat somewhere' where id = job;
         end loop;
       end $$`,
    );
    await server.query(
      'files',
      `insert into dead_events (consumer, event_id, event, payload, error, attempts)
       values ('files.on-messages-sent', $1, 'messages.messages_sent.v1', '', 'division by zero', 6)`,
      [id],
    );

    const { page } = await stage.enter(await administrator(), {}, '/admin/jobs');
    const accounts = page.getByRole('region', { name: 'Accounts' });
    const purge = accounts.getByRole('listitem').filter({ hasText: 'purge-expired-sessions' });
    await purge.getByText('no route to mail.example.org for …@…').waitFor();
    await purge.getByText(`{"id":"${id}","login":"…"}`).waitFor();
    expect(await page.getByText('anna@example.org').count()).toBe(0);
    await purge.getByRole('button', { name: /^Retry purge-expired-sessions/ }).click();
    await page.getByText(/purge-expired-sessions \d+ runs again/).waitFor();
    await purge.waitFor({ state: 'detached' });

    const rotate = accounts.getByRole('listitem').filter({ hasText: 'rotate-signing-keys' });
    await rotate.getByRole('button', { name: /^Drop/ }).click();
    const dialog = page.getByRole('dialog', { name: /^Drop “rotate-signing-keys \d+”\?$/ });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await rotate.getByRole('button', { name: /^Drop/ }).click();
    await dialog.getByRole('button', { name: 'Drop' }).click();
    await rotate.waitFor({ state: 'detached' });

    const event = page.getByRole('listitem').filter({ hasText: 'division by zero' });
    await event.getByRole('button', { name: /^Replay/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Replay' }).click();
    await event.waitFor({ state: 'detached' });

    const acts = page.getByRole('region', { name: 'What administrators did' });
    await acts.getByText(/retried the job purge-expired-sessions/).waitFor();
    await acts.getByText(/dropped the job rotate-signing-keys/).waitFor();
    await acts.getByText(/replayed an event for files\.on-messages-sent/).waitFor();

    await page.getByRole('link', { name: /^Overview/ }).click();
    await page.getByText('Nothing failed for good').waitFor();
    await page.getByRole('img', { name: /^Messages per hour: / }).waitFor();
    // One press for who wants the numbers.
    await page.getByText('As a table').first().click();
    await page.getByRole('columnheader', { name: 'Count' }).first().waitFor();
  },
  url,
);

journey(
  'an administrator closes the account of somebody who has a chat open, and opens it again',
  async (stage) => {
    const [anna, boris] = await Promise.all([
      stage.register('Anna'),
      stage.register('Boris', 'Борис Петров'),
    ]);
    const chat = await anna.openDirect(boris);
    await anna.post(chat.id, 'Are you there?');
    const his = await stage.enter(boris, {}, `/chat/${chat.id}`);
    await his.page.getByText('Are you there?').first().waitFor();
    const hers = await stage.enter(anna, {}, `/chat/${chat.id}`);
    await hers.page.getByText('Are you there?').first().waitFor();

    const { page } = await stage.enter(await administrator(), {}, '/admin');
    await page.getByRole('link', { name: /^People/ }).click();
    await page.getByRole('searchbox', { name: /Name, username or e-mail/ }).fill(boris.username);
    await page.getByRole('link', { name: /Борис Петров/ }).click();
    await page.getByRole('heading', { name: 'Борис Петров' }).waitFor();
    await page.getByRole('button', { name: 'Deactivate' }).click();
    const dialog = page.getByRole('dialog', { name: 'Deactivate Борис Петров?' });
    const confirm = dialog.getByRole('button', { name: 'Deactivate' });
    expect(await confirm.isDisabled()).toBe(true);
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Left the company');
    await confirm.click();
    await page.getByRole('button', { name: 'Reactivate' }).waitFor();
    await page.getByText('Deactivated: Left the company').waitFor();

    // His page is out by itself, and says why; so does signing in, to who knows the password.
    await his.page.getByRole('button', { name: 'Sign in' }).waitFor();
    await his.page.getByLabel('Username or e-mail').fill(boris.username);
    await his.page.getByLabel('Password', { exact: true }).fill(testPassword);
    await his.page.getByRole('button', { name: 'Sign in' }).click();
    await his.page.getByText('This account is deactivated.').waitFor();
    expect((await boris.ask('GET', '/api/me')).status).toBe(401);
    // What he wrote and was told stays; she sees that he is out.
    await hers.page.getByText('account deactivated').first().waitFor();
    // Nobody would read what she writes.
    await hers.page.getByRole('note').getByText('This account is deactivated').waitFor();
    await composer(hers.page).waitFor({ state: 'detached' });

    await page.getByRole('button', { name: 'Reactivate' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Reactivate' }).click();
    await page.getByRole('button', { name: 'Make administrator' }).waitFor();
    await his.page.getByRole('button', { name: 'Sign in' }).click();
    await his.page.getByText('Are you there?').first().waitFor();
    await composer(hers.page).waitFor();
  },
  url,
);

journey(
  'an administrator makes somebody another one, who sees what was done',
  async (stage) => {
    const boris = await stage.register('Boris', 'Борис Петров');
    const root = await administrator();
    const account = `/api/admin/users/${boris.id}`;
    await must(root, 'POST', `${account}/deactivate`, { reason: 'Left the company' });
    await must(root, 'POST', `${account}/reactivate`, {});
    const his = await stage.enter(boris);
    await his.page.getByRole('button', { name: 'Menu' }).waitFor();
    const { page } = await stage.enter(root, {}, `/admin/people?user=${boris.id}`);
    await page.getByRole('button', { name: 'Make administrator' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Make administrator' }).click();
    await page.getByRole('button', { name: 'Take the role' }).waitFor();
    // His open page has the way to these pages at once, and they answer.
    await his.page.goto('/admin/audit');
    const acts = his.page.getByRole('region', { name: 'What administrators did' });
    const line = (text: string) =>
      acts.getByRole('listitem').filter({ hasText: `${text} @${boris.username}` });
    await line('admin deactivated').getByText('Left the company').waitFor();
    await line('admin reactivated').waitFor();
    await acts.getByText(`admin made @${boris.username} an administrator`).waitFor();
    await his.page.getByRole('combobox', { name: 'Act' }).selectOption({ label: 'Deactivated' });
    await line('admin reactivated').waitFor({ state: 'detached' });
    await line('admin deactivated').waitFor();
  },
  url,
);

journey(
  'an administrator hands over a group whose owner has gone, and deletes another',
  async (stage) => {
    const [olga, boris] = await Promise.all([stage.register('Olga'), stage.register('Boris')]);
    const make = async (title: string) =>
      (await olga.ask<{ chatId: string }>('POST', '/api/groups', { title, memberIds: [boris.id] })).body
        .chatId;
    const mark = randomUUID().slice(0, 8);
    const [kept, spam] = [await make(`Kept ${mark}`), await make(`Spam ${mark}`)];
    await olga.post(kept, 'Only for us');
    const root = await administrator();
    await must(root, 'POST', `/api/admin/users/${olga.id}/deactivate`, { reason: 'Left the company' });

    const { page } = await stage.enter(root, {}, '/admin/groups');
    await page.getByRole('searchbox', { name: 'Title or handle' }).fill(`kept ${mark}`);
    await page.getByRole('link', { name: new RegExp(`Kept ${mark}`) }).click();
    await page.getByText('administrators can’t read it').waitFor();
    expect(await page.getByText('Only for us').count()).toBe(0);
    await page.getByRole('button', { name: 'Choose an owner' }).click();
    const owner = page.getByRole('dialog', { name: `Who shall own “Kept ${mark}”?` });
    await owner.getByRole('radio', { name: /Boris/ }).check();
    await owner.getByRole('button', { name: 'Choose an owner' }).click();
    await page.getByText('An owner can be chosen here once').waitFor();
    const owners = page.getByRole('region', { name: 'Owners' });
    await owners.getByRole('link', { name: /Boris/ }).waitFor();

    await page.goto(`/admin/groups?group=${spam}`);
    await page.getByRole('button', { name: 'Delete the group' }).click();
    const dialog = page.getByRole('dialog', { name: `Delete “Spam ${mark}” for all?` });
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Spam');
    await dialog.getByRole('button', { name: 'Delete the group' }).click();
    await page.getByRole('heading', { name: 'Deleted group' }).waitFor();
    expect((await boris.ask('GET', `/api/chats/${spam}`)).status).toBe(404);
    expect((await boris.get<{ role: string }>(`/api/groups/${kept}`)).role).toBe('owner');
  },
  url,
);

journey(
  'who is no administrator finds nothing there',
  async (stage) => {
    const { page, user } = await stage.enter(await stage.register('Clara'));
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('menuitem', { name: 'Settings' }).waitFor();
    expect(await page.getByRole('menuitem', { name: 'Administration' }).count()).toBe(0);
    for (const path of [
      '/admin',
      '/admin/people',
      '/admin/groups',
      '/admin/audit',
      '/admin/trace',
      '/admin/jobs',
    ]) {
      await page.goto(path);
      await page.getByText('There is nothing at this address').waitFor();
    }
    for (const path of [
      'users',
      'groups',
      'jobs/accounts',
      'events/files',
      'acts/groups',
      'overview/messages',
    ])
      expect((await user.ask('GET', `/api/admin/${path}`)).status).toBe(403);
  },
  url,
);
