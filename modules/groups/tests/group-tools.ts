import type { GroupWithRefused } from '@bridges/contracts';
import type { TestUser } from '@bridges/dev-env';

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
