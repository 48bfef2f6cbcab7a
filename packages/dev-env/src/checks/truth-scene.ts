import type { TestUser } from '../test-user.ts';

/** Three people with a group of theirs and a direct chat of the first two. */
export interface TruthScene {
  alice: TestUser;
  bob: TestUser;
  carol: TestUser;
  /** Of Alice (owner), Bob and Carol. */
  group: string;
  /** Of Alice and Bob. */
  direct: string;
}

export type Write = (scene: TruthScene) => Promise<unknown>;

/** A request that must succeed. */
export async function succeed<Body>(
  user: TestUser,
  method: string,
  path: string,
  body?: unknown,
): Promise<Body> {
  const { status, body: answer } = await user.ask<Body>(method, path, body);
  if (status >= 300) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(answer)}`);
  return answer;
}

export async function createGroup(
  owner: TestUser,
  others: readonly TestUser[],
  settings: Record<string, unknown> = {},
): Promise<string> {
  const body = { title: 'Group', memberIds: others.map(({ id }) => id), ...settings };
  return (await succeed<{ chatId: string }>(owner, 'POST', '/api/groups', body)).chatId;
}

/** A group in which Carol does not see what was said before she came. */
export async function withLatecomer({
  alice,
  bob,
  carol,
}: Pick<TruthScene, 'alice' | 'bob' | 'carol'>): Promise<{ chat: string; seq: number }> {
  const chat = await createGroup(alice, [bob]);
  const { seq } = await alice.post(chat, 'before Carol');
  await succeed(alice, 'PATCH', `/api/groups/${chat}`, { isHistoryHidden: true });
  await succeed(alice, 'POST', `/api/groups/${chat}/members`, { userIds: [carol.id] });
  return { chat, seq };
}
