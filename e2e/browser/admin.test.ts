import { createECDH, randomBytes, randomUUID } from 'node:crypto';
import { ServerProcess } from '@bridges/dev-env/server-process';
import { TestUser, testPassword } from '@bridges/dev-env/test-user';
import { afterAll, beforeAll, expect } from 'vitest';
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
    await person.fill('волков');
    await page.getByRole('option', { name: /Борис Волков/ }).waitFor();
    await person.press('Enter');
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
  'who is no administrator finds nothing there',
  async (stage) => {
    const { page, user } = await stage.enter(await stage.register('Clara'));
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('menuitem', { name: 'Settings' }).waitFor();
    expect(await page.getByRole('menuitem', { name: 'Administration' }).count()).toBe(0);
    for (const path of ['/admin', '/admin/trace', '/admin/jobs']) {
      await page.goto(path);
      await page.getByText('There is nothing at this address').waitFor();
    }
    for (const path of ['jobs/accounts', 'events/files', 'acts/groups', 'overview/messages'])
      expect((await user.ask('GET', `/api/admin/${path}`)).status).toBe(403);
  },
  url,
);
