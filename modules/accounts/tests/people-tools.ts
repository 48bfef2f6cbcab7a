import type {
  BlockPage,
  ContactPage,
  ContactRequestPage,
  Privacy,
  Relation,
  UserPage,
} from '@bridges/contracts';
import type { Answer, TestUser } from '@bridges/dev-env';

/** What a person does with regard to others, over REST. */
export const relationTo = (user: TestUser, other: { id: string }): Promise<Relation> =>
  user.get<Relation>(`/api/contacts/${other.id}`);

export const request = (user: TestUser, other: { id: string }): Promise<Answer<Relation>> =>
  user.ask<Relation>('POST', '/api/contacts', { userId: other.id });

export const answer = (
  user: TestUser,
  other: { id: string },
  how: 'accept' | 'decline',
): Promise<Answer<Relation>> => user.ask<Relation>('POST', `/api/contacts/requests/${other.id}/${how}`);

export const cancel = (user: TestUser, other: { id: string }): Promise<Answer<unknown>> =>
  user.ask('DELETE', `/api/contacts/requests/${other.id}`);

export const remove = (user: TestUser, other: { id: string }): Promise<Answer<unknown>> =>
  user.ask('DELETE', `/api/contacts/${other.id}`);

export const block = (user: TestUser, other: { id: string }): Promise<Answer<unknown>> =>
  user.ask('POST', '/api/blocks', { userId: other.id });

export const unblock = (user: TestUser, other: { id: string }): Promise<Answer<unknown>> =>
  user.ask('DELETE', `/api/blocks/${other.id}`);

export const choose = (user: TestUser, privacy: Partial<Privacy>): Promise<Answer<Privacy>> =>
  user.ask<Privacy>('PATCH', '/api/me/privacy', privacy);

export const requestsOf = async (user: TestUser, direction: 'in' | 'out'): Promise<string[]> =>
  (await user.get<ContactRequestPage>(`/api/contacts/requests?direction=${direction}`)).requests.map(
    (entry) => entry.user.id,
  );

export const contactsOf = async (user: TestUser, query = ''): Promise<string[]> =>
  (await user.get<ContactPage>(`/api/contacts${query}`)).contacts.map((entry) => entry.user.id);

export const blocksOf = async (user: TestUser): Promise<string[]> =>
  (await user.get<BlockPage>('/api/blocks')).blocks.map((entry) => entry.user.id);

export async function madeContacts(one: TestUser, other: TestUser): Promise<void> {
  await request(one, other);
  await answer(other, one, 'accept');
}

/** Whether the directory lists somebody to this viewer, who may type well or not. */
export async function isListed(viewer: TestUser, { id, username }: TestUser): Promise<boolean> {
  const mistyped = `${username.charAt(0)}${username.charAt(2)}${username.charAt(1)}${username.slice(3)}`;
  const searches = [username, `${username}&sort=name`, username.slice(0, -2)];
  // Nobody's name is near to another in fewer letters.
  if (/^[a-z]{4}/.test(username)) searches.push(mistyped);
  const found = await Promise.all(
    searches.map(async (search) => {
      const { users } = await viewer.get<UserPage>(`/api/users?limit=100&search=${search}`);
      return users.some((user) => user.id === id);
    }),
  );
  if (new Set(found).size > 1) throw new Error(`${searches.join(', ')}: found ${found.join(', ')}`);
  return found[0] === true;
}
