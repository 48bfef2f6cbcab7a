import { TestUser } from '@bridges/dev-env/test-user';
import type { Browser } from 'playwright-core';
import { drawScene, recordVoice, voiceWaveform } from './pictures.ts';
import { upload } from './upload.ts';
import type { Conversation, More, World } from './world.ts';

/** A chat of a world, as the server knows it. */
export interface SettledChat {
  chatId: string;
  /** The seq of each line: the chat may say things of its own between them. */
  seqs: number[];
  conversation: Conversation;
}
export interface SettledWorld {
  me: TestUser;
  users: Map<string, TestUser>;
  chats: SettledChat[];
}

/** Registers everybody of a world and lets them say what they say, the last conversation first. */
export async function settleWorld(url: string, world: World, browser: Browser): Promise<SettledWorld> {
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
    const seqs = await say(chatId, conversation, find, browser);
    const count = seqs.at(-1) ?? 0;
    await me.ask('POST', `/api/chats/${chatId}/read`, { seq: count - (conversation.unread ?? 0) });
    const reader = conversation.lines.find(([who]) => who !== 'me')?.[0];
    if (reader) {
      await find(reader).ask('POST', `/api/chats/${chatId}/read`, {
        seq: count - (conversation.unseen ?? 0),
      });
    }
    chats.unshift({ chatId, conversation, seqs });
  }
  return { me, users, chats };
}

async function say(
  chatId: string,
  { lines }: Conversation,
  find: (key: string) => TestUser,
  browser: Browser,
): Promise<number[]> {
  const seqs: number[] = [];
  for (const [who, , text, more = {}] of lines) {
    const sender = find(who);
    const attachments = await attach(sender, more, browser);
    const answer = await sender.ask<{ seq: number }>('POST', `/api/chats/${chatId}/messages`, {
      text: more.poll ? '' : text,
      ...(more.answers === undefined ? {} : { replyTo: { seq: seqs[more.answers] } }),
      ...(attachments.length > 0 ? { attachments } : {}),
      ...(more.poll ? { poll: { question: text, options: more.poll.options } } : {}),
    });
    if (answer.status !== 201)
      throw new Error(`${who} could not say "${text}": ${JSON.stringify(answer.body)}`);
    const { seq } = answer.body;
    seqs.push(seq);
    const place = `/api/chats/${chatId}/messages/${seq}`;
    for (const [emoji, people] of Object.entries(more.reactions ?? {}))
      for (const key of people)
        await must(find(key).ask('PUT', `${place}/reactions/${encodeURIComponent(emoji)}`));
    for (const [key, option] of Object.entries(more.poll?.votes ?? {}))
      await must(find(key).ask('PUT', `${place}/votes`, { choices: [option] }));
    if (more.isPinned) await must(find('me').ask('PUT', `${place}/pin`));
  }
  return seqs;
}

async function must(answer: Promise<{ status: number; body: unknown }>): Promise<void> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`Refused: ${status} ${JSON.stringify(body)}`);
}

async function attach(sender: TestUser, { pictures = [], voice }: More, browser: Browser): Promise<string[]> {
  const ids: string[] = [];
  for (const scene of pictures)
    ids.push(await upload(sender, await drawScene(browser, scene), { filename: `${scene}.png` }));
  if (voice !== undefined)
    ids.push(
      await upload(sender, recordVoice(voice), {
        filename: 'voice.wav',
        kind: 'voice',
        durationMs: String(voice * 1000),
        waveform: voiceWaveform(),
      }),
    );
  return ids;
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
