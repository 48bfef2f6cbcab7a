import { startTestPlatform, TestUser } from '@bridges/dev-env';
import type { TestPlatform } from '@bridges/dev-env';
import type { Role } from './route-matrix.ts';

type SignedInRole = Exclude<Role, 'anonymous'>;

/** The private group's name, and that of a public one of the same owner. */
export const groupHandle = 'matrix-room';
export const squareHandle = 'matrix-square';

/** What the role `service` asks with. */
export const serviceSecret = `bsk_${'m'.repeat(40)}`;

/** One group, and somebody in each relation to it. */
export class MatrixWorld implements AsyncDisposable {
  readonly platform: TestPlatform;
  readonly users: Readonly<Record<SignedInRole, TestUser>>;
  /** The group's chat. */
  readonly chatId: string;

  private constructor(platform: TestPlatform, users: Record<SignedInRole, TestUser>, chatId: string) {
    this.platform = platform;
    this.users = users;
    this.chatId = chatId;
  }

  static async start(postgresUrl: string): Promise<MatrixWorld> {
    const admin = { ADMIN_EMAIL: 'root@example.org', ADMIN_PASSWORD: 'correct horse battery' };
    const platform = await startTestPlatform({
      postgresUrl,
      hasSearchIndex: true,
      env: { ...admin, SERVICE_KEYS: `matrix:${serviceSecret}` },
    });
    const [other, exMember, member, groupAdmin, owner] = await Promise.all([
      platform.user('other'),
      platform.user('ex'),
      platform.user('member'),
      platform.user('admin'),
      platform.user('owner'),
    ]);
    const serverAdmin = await TestUser.signIn(platform.url, admin.ADMIN_EMAIL);
    // A service is no user: what has to be there before it asks is of an outsider.
    const users = { other, exMember, member, groupAdmin, owner, serverAdmin, service: other };
    const chatId = await makeGroup(users, { handle: groupHandle });
    await owner.post(chatId, 'first');
    await owner.ask('POST', '/api/groups', { title: 'The square', handle: squareHandle, isPublic: true });
    const world = new MatrixWorld(platform, users, chatId);
    for (const user of Object.values(users)) await TestUser.signIn(platform.url, user.username);
    await platform.settled();
    return world;
  }

  accessOf(role: Role): string | undefined {
    if (role === 'anonymous') return undefined;
    return role === 'service' ? serviceSecret : this.users[role].access;
  }

  readonly signInAgain = ({ username }: TestUser): Promise<TestUser> =>
    TestUser.signIn(this.platform.url, username);

  passerBy(): Promise<TestUser> {
    return this.platform.user('passer');
  }

  /** Somebody the owner has just added. */
  async newMember(): Promise<TestUser> {
    const user = await this.passerBy();
    await this.users.owner.ask('POST', `/api/groups/${this.chatId}/members`, { userIds: [user.id] });
    return user;
  }

  /** A group of the same people in the same roles. */
  groupToLose(): Promise<string> {
    return makeGroup(this.users, {});
  }

  /** The id of another session of hers, to be ended; of somebody's, for the anonymous. */
  async otherSessionOf(role: Role): Promise<string> {
    const user = await this.signInAgain(this.users[role === 'anonymous' ? 'other' : role]);
    const { sessions } = await user.get<{ sessions: { id: string; isCurrent: boolean }[] }>('/api/sessions');
    return sessions.find(({ isCurrent }) => isCurrent)?.id ?? '';
  }

  async notificationOf(role: Role): Promise<string> {
    const user = this.users[role === 'anonymous' ? 'other' : role];
    const { notifications } = await user.get<{ notifications: { id: string }[] }>('/api/notifications');
    return notifications[0]?.id ?? '';
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.platform.stop();
  }
}

type Cast = MatrixWorld['users'];

async function makeGroup(
  { owner, exMember, member, groupAdmin }: Cast,
  fields: { handle?: string },
): Promise<string> {
  const created = await owner.ask<{ chatId: string }>('POST', '/api/groups', {
    title: 'The group',
    memberIds: [exMember.id, member.id, groupAdmin.id],
    ...fields,
  });
  const { chatId } = created.body;
  await owner.ask('DELETE', `/api/groups/${chatId}/members/${exMember.id}`);
  await owner.ask('PUT', `/api/groups/${chatId}/members/${groupAdmin.id}/role`, { role: 'admin' });
  return chatId;
}
