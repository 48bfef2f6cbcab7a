import { TestUser } from '@bridges/dev-env';
import type { Group } from '@bridges/contracts';
import { RawSocket } from './raw-socket.ts';

/** An Argon2id hash or two for each. */
const atOnce = 8;

/** Registers people, a few at a time. */
export async function registerPeople(url: string, count: number): Promise<TestUser[]> {
  const people: TestUser[] = [];
  while (people.length < count) {
    const batch = Array.from({ length: Math.min(atOnce, count - people.length) }, () =>
      TestUser.register(url, 'p'),
    );
    people.push(...(await Promise.all(batch)));
  }
  return people;
}

/** Makes a group of these people, the first its owner. Resolves to the chat's id. */
export async function makeGroup(people: readonly TestUser[]): Promise<string> {
  const [owner, ...others] = people;
  if (!owner) throw new Error('a group needs somebody');
  const answer = await owner.ask<Group>('POST', '/api/groups', {
    title: 'Load',
    memberIds: others.map((person) => person.id),
  });
  if (answer.status !== 201) throw new Error(`making a group: ${JSON.stringify(answer.body)}`);
  return answer.body.chatId;
}

/** One socket for each. */
export async function openSockets(port: number, people: readonly TestUser[]): Promise<RawSocket[]> {
  const sockets: RawSocket[] = [];
  for (let at = 0; at < people.length; at += 50) {
    const batch = people.slice(at, at + 50).map((person) => RawSocket.open(port, person.access));
    sockets.push(...(await Promise.all(batch)));
  }
  return sockets;
}

/** People in groups of five, as many of both, and who posts where. */
export interface ManyGroups {
  people: readonly TestUser[];
  chats: readonly string[];
}

export async function makeManyGroups(url: string, groups: number): Promise<ManyGroups> {
  const people = await registerPeople(url, groups);
  const chats: string[] = [];
  for (let at = 0; at < groups; at++) {
    const members = Array.from({ length: 5 }, (_, next) => people[(at + next) % groups]);
    chats.push(await makeGroup(members.filter((one) => one !== undefined)));
  }
  return { people, chats };
}

/** The same on a server that has them already: a token lasts ten minutes, some measurements last longer. */
export async function signInAgain(url: string, { people, chats }: ManyGroups): Promise<ManyGroups> {
  const again: TestUser[] = [];
  for (let at = 0; at < people.length; at += atOnce) {
    const batch = people.slice(at, at + atOnce).map(({ username, me }) => TestUser.signIn(url, username, me));
    again.push(...(await Promise.all(batch)));
  }
  return { people: again, chats };
}

/** A socket for each of them; everybody posts in two of the groups. */
export async function openManyGroups(port: number, { people, chats }: ManyGroups) {
  const sockets = await openSockets(port, people);
  const senders = sockets.map((socket, at) => ({
    socket,
    chats: [chats[at] ?? '', chats[(at + people.length - 1) % people.length] ?? ''],
  }));
  return { sockets, senders };
}
