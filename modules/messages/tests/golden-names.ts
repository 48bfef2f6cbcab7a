import type { Group } from '@bridges/contracts';
import { TestUser, testPassword, ask } from '@bridges/dev-env';
import type { TestPlatform } from '@bridges/dev-env';
import type { Me } from '@bridges/contracts';

/** Makes the people and groups of the golden set around who searches; resolves with their ids there, by id. */
export async function makeNames(
  platform: TestPlatform,
  seeker: TestUser,
  lines: readonly string[],
): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  const owner = await platform.user('owner');
  const make = async (line: string) => {
    const [id = '', what = '', name = '', username = ''] = line.split('|');
    const isGroup = ['public', 'mine', 'joined', 'secret'].includes(what);
    const made = isGroup
      ? await makeGroup(what === 'mine' ? seeker : owner, seeker, { what, name, username })
      : await makePerson(platform, seeker, { what, name, username });
    names.set(made, id);
  };
  for (let at = 0; at < lines.length; at += 8) await Promise.all(lines.slice(at, at + 8).map(make));
  await platform.settled();
  return names;
}

interface Made {
  what: string;
  name: string;
  username: string;
}

async function makePerson(platform: TestPlatform, seeker: TestUser, { what, name, username }: Made) {
  const registered = await ask<Me>(platform.url, 'POST', '/api/register/', {
    username,
    displayName: name,
    password: testPassword,
  });
  if (registered.status !== 201) throw new Error(`registering ${username}: ${registered.status}`);
  const { id } = registered.body;
  if (what === 'person') return id;
  const user = await TestUser.signIn(platform.url, username, registered.body);
  if (what === 'contact') {
    await seeker.ask('POST', '/api/contacts', { userId: id });
    await user.ask('POST', `/api/contacts/requests/${seeker.id}/accept`);
  } else if (what === 'blocker') await user.ask('POST', '/api/blocks', { userId: seeker.id });
  else await user.ask('PATCH', '/api/me/privacy', { whoCanFindMe: what === 'shy' ? 'contacts' : 'nobody' });
  return id;
}

async function makeGroup(maker: TestUser, seeker: TestUser, { what, name, username }: Made) {
  const { status, body } = await maker.ask<Group>('POST', '/api/groups', {
    title: name,
    handle: username,
    isPublic: what === 'public',
    memberIds: what === 'joined' ? [seeker.id] : [],
  });
  if (status !== 201) throw new Error(`making ${name}: ${status} ${JSON.stringify(body)}`);
  return body.chatId;
}
