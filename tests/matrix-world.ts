import { startTestPlatform, TestUser } from '@bridges/dev-env';
import type { TestPlatform } from '@bridges/dev-env';
import pg from 'pg';
import type { Role } from './route-matrix.ts';

type SignedInRole = Exclude<Role, 'anonymous'>;

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
    const platform = await startTestPlatform({ postgresUrl, env: admin });
    const [other, exMember, member, groupAdmin, owner] = await Promise.all([
      platform.user('other'),
      platform.user('ex'),
      platform.user('member'),
      platform.user('admin'),
      platform.user('owner'),
    ]);
    const serverAdmin = await TestUser.signIn(platform.url, admin.ADMIN_EMAIL);
    const created = await owner.ask<{ chatId: string }>('POST', '/api/groups', {
      title: 'The group',
      memberIds: [exMember.id, member.id, groupAdmin.id],
    });
    const { chatId } = created.body;
    await owner.post(chatId, 'first');
    await owner.ask('DELETE', `/api/groups/${chatId}/members/${exMember.id}`);
    const users = { other, exMember, member, groupAdmin, owner, serverAdmin };
    const world = new MatrixWorld(platform, users, chatId);
    await world.#makeAdmin(groupAdmin);
    for (const user of Object.values(users)) await TestUser.signIn(platform.url, user.username);
    await platform.settled();
    return world;
  }

  accessOf(role: Role): string | undefined {
    return role === 'anonymous' ? undefined : this.users[role].access;
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

  /** No door makes somebody an admin of a group yet. */
  async #makeAdmin({ id }: TestUser): Promise<void> {
    for (const [module, table] of [
      ['groups', 'group_members'],
      ['messages', 'chat_members'],
    ] as const) {
      const client = new pg.Client({ connectionString: this.platform.databaseUrl(module) });
      await client.connect();
      await client.query(`update ${table} set role = 'admin' where chat_id = $1 and user_id = $2`, [
        this.chatId,
        id,
      ]);
      await client.end();
    }
  }
}
