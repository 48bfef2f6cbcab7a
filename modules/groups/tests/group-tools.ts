import type { Group, GroupWithRefused, Message, MessagePage, SystemContent } from '@bridges/contracts';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import pg from 'pg';

/** Creates a group that must succeed. */
export async function createGroup(
  owner: TestUser,
  fields: Record<string, unknown> = {},
): Promise<GroupWithRefused> {
  const answer = await owner.ask<GroupWithRefused>('POST', '/api/groups', { title: 'Team', ...fields });
  if (answer.status !== 201) throw new Error(`creating a group: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** Everybody in the group's chat, as messages (the copy that access is checked by) has it: role by user id. */
export async function chatMembers(asker: TestUser, chatId: string): Promise<Map<string, string>> {
  const page = await asker.get<{ members: { userId: string; role: string }[] }>(
    `/api/chats/${chatId}/members`,
  );
  return new Map(page.members.map((member) => [member.userId, member.role]));
}

export const addMembers = (actor: TestUser, chatId: string, userIds: string[]) =>
  actor.ask<GroupWithRefused>('POST', `/api/groups/${chatId}/members`, { userIds });

export const removeMember = (actor: TestUser, chatId: string, userId: string) =>
  actor.ask('DELETE', `/api/groups/${chatId}/members/${userId}`);

export const setRole = (actor: TestUser, chatId: string, userId: string, role: string) =>
  actor.ask('PUT', `/api/groups/${chatId}/members/${userId}/role`, { role });

export const update = (actor: TestUser, chatId: string, body: Record<string, unknown>) =>
  actor.ask<Group>('PATCH', `/api/groups/${chatId}`, body);

/** All that the chat holds, the oldest first. */
export async function historyOf(user: TestUser, chatId: string): Promise<Message[]> {
  const page = await user.get<MessagePage>(`/api/chats/${chatId}/messages?after=0&limit=100`);
  return page.messages;
}

/** What the chat says of changes of its group: who did it, and what. */
export async function saidIn(user: TestUser, chatId: string): Promise<[string, SystemContent | undefined][]> {
  const messages = await historyOf(user, chatId);
  return messages.filter(({ kind }) => kind === 'system').map(({ senderId, system }) => [senderId, system]);
}

/** Looks behind the doors, or prepares what no door does. */
export async function query<Row extends pg.QueryResultRow>(
  platform: TestPlatform,
  module: 'accounts' | 'files' | 'groups' | 'messages',
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: platform.databaseUrl(module) });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** While `act` runs, messages fails at every change of members. */
export async function withoutMessages(platform: TestPlatform, act: () => Promise<unknown>): Promise<void> {
  await query(platform, 'messages', 'alter table chat_members rename to chat_members_away');
  try {
    await act();
  } finally {
    await query(platform, 'messages', 'alter table chat_members_away rename to chat_members');
  }
}
