import type { Group, Invitation, InvitationPage } from '@bridges/contracts';
import { startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, inject } from 'vitest';
import { createGroup, query } from './group-tools.ts';

/** Alice owns the group, Bob is a plain member who may add people. Carol and Mallory are outside. */
export interface InvitationCast {
  alice: TestUser;
  bob: TestUser;
  carol: TestUser;
  mallory: TestUser;
  group: Group;
}

/** A Bridges for a test file, and a new cast before each test of who asks for it so. */
export function invitationStage() {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await startTestPlatform({ postgresUrl: inject('postgresUrl') });
  });
  afterAll(() => platform.stop());
  return {
    platform: () => platform,
    async cast(): Promise<InvitationCast> {
      const names = ['alice', 'bob', 'carol', 'mallory'];
      const users = await Promise.all(names.map((name) => platform.user(name)));
      const [alice, bob, carol, mallory] = users as [TestUser, TestUser, TestUser, TestUser];
      const group = await createGroup(alice, {
        memberIds: [bob.id],
        addRole: 'member',
        description: 'Private matters',
      });
      return { alice, bob, carol, mallory, group };
    },
    /** Behind the doors: lets time pass, bans. */
    sql: (text: string, values: unknown[] = []) => query(platform, 'groups', text, values),
  };
}

export const inviteInto = (chatId: string, by: TestUser, userIds: string[], role?: string) =>
  by.ask<{ invitations: Invitation[] }>('POST', `/api/groups/${chatId}/invitations`, { userIds, role });
export const answer = (user: TestUser, id: string, verb: 'accept' | 'decline') =>
  user.ask<Group>('POST', `/api/invitations/${id}/${verb}`);
export const cancel = (user: TestUser, id: string) => user.ask('DELETE', `/api/invitations/${id}`);
export const invitedTo = async (user: TestUser) =>
  (await user.get<InvitationPage>('/api/invitations')).invitations;

/** An invitation that must stand. */
export async function invitedInto(
  chatId: string,
  by: TestUser,
  user: TestUser,
  role?: string,
): Promise<Invitation> {
  const { status, body } = await inviteInto(chatId, by, [user.id], role);
  if (status !== 200 || !body.invitations[0]) throw new Error(JSON.stringify(body));
  return body.invitations[0];
}
