import { TestUser } from '@bridges/dev-env/test-user';
import type { Conversation, World } from './world.ts';

/** A chat of a world, as the server knows it. */
export interface SettledChat {
  chatId: string;
  conversation: Conversation;
}
export interface SettledWorld {
  me: TestUser;
  users: Map<string, TestUser>;
  chats: SettledChat[];
}

/** Registers everybody of a world and lets them say what they say, the last conversation first. */
export async function settleWorld(url: string, world: World): Promise<SettledWorld> {
  const users = new Map<string, TestUser>();
  for (const person of [world.me, ...world.people]) {
    users.set(person.key, await TestUser.register(url, person.key, { displayName: person.name }));
  }
  const find = (key: string): TestUser => {
    const user = users.get(key);
    if (!user) throw new Error(`Nobody is called ${key}.`);
    return user;
  };
  const me = find('me');
  const chats: SettledChat[] = [];
  for (const conversation of world.conversations.toReversed()) {
    const chatId = await chatOf(conversation, me, find);
    for (const [who, , text] of conversation.lines) await find(who).post(chatId, text);
    const count = conversation.lines.length;
    await me.ask('POST', `/api/chats/${chatId}/read`, { seq: count - (conversation.unread ?? 0) });
    const reader = conversation.lines.find(([who]) => who !== 'me')?.[0];
    if (reader) {
      await find(reader).ask('POST', `/api/chats/${chatId}/read`, {
        seq: count - (conversation.unseen ?? 0),
      });
    }
    chats.unshift({ chatId, conversation });
  }
  return { me, users, chats };
}

async function chatOf(
  { group, lines }: Conversation,
  me: TestUser,
  find: (key: string) => TestUser,
): Promise<string> {
  if (group) {
    const memberIds = group.members.map((key) => find(key).id);
    const made = await me.ask<{ chatId: string }>('POST', '/api/groups', { title: group.title, memberIds });
    return made.body.chatId;
  }
  const other = lines.find(([who]) => who !== 'me')?.[0] ?? 'me';
  return (await me.openDirect(find(other))).id;
}
