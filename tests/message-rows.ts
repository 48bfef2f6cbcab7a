import { randomUUID } from 'node:crypto';
import type { MatrixWorld } from './matrix-world.ts';
import { groupAdmins, members, ofChat } from './route-row.ts';
import type { Expected, Row } from './route-row.ts';

/** The owner wrote it: others of her group may read it, only she may change it. */
const writer: Expected = { ...groupAdmins, groupAdmin: 403 };

/** A message that the group's owner has just posted. */
async function fresh({ users, chatId }: MatrixWorld, extras: object = {}): Promise<number> {
  const { body } = await users.owner.ask<{ seq: number }>('POST', `/api/chats/${chatId}/messages`, {
    text: 'of the owner',
    ...extras,
  });
  return body.seq;
}

const ofMessage =
  (rest: string, body?: unknown, extras?: object): Row['ask'] =>
  async (world) => {
    const seq = await fresh(world, extras);
    return {
      path: `/api/chats/${world.chatId}/messages/${seq}${rest}`,
      unknown: `/api/chats/${randomUUID()}/messages/${seq}${rest}`,
      ...(body === undefined ? {} : { body }),
    };
  };

const poll = { poll: { question: 'When?', options: ['now', 'later'] } };
const thumb = encodeURIComponent('👍');

/** What each role gets of what people do with messages that are there. */
export const messageRows: Readonly<Record<string, Row>> = {
  'GET /api/chats/:id/changes': { expected: members, ask: ofChat('/changes?after=0') },
  'PATCH /api/chats/:id/messages/:seq': { expected: writer, ask: ofMessage('', { text: 'better' }) },
  'GET /api/chats/:id/messages/:seq/edits': { expected: members, ask: ofMessage('/edits') },
  'DELETE /api/chats/:id/messages/:seq': { expected: groupAdmins, ask: ofMessage('') },
  'POST /api/chats/:id/messages/delete': {
    expected: members,
    ask: async (world) => ({
      path: `/api/chats/${world.chatId}/messages/delete`,
      body: { seqs: [await fresh(world)], for: 'me' },
      unknown: `/api/chats/${randomUUID()}/messages/delete`,
    }),
  },
  'PUT /api/chats/:id/messages/:seq/reactions/:emoji': {
    expected: members,
    ask: ofMessage(`/reactions/${thumb}`),
  },
  'DELETE /api/chats/:id/messages/:seq/reactions/:emoji': {
    expected: members,
    ask: ofMessage(`/reactions/${thumb}`),
  },
  'GET /api/chats/:id/messages/:seq/reactions': { expected: members, ask: ofMessage('/reactions') },
  'POST /api/chats/:id/reactions/seen': { expected: members, ask: ofChat('/reactions/seen', {}) },
  'PUT /api/chats/:id/messages/:seq/votes': {
    expected: members,
    ask: ofMessage('/votes', { choices: [1] }, poll),
  },
  'GET /api/chats/:id/messages/:seq/votes': { expected: members, ask: ofMessage('/votes', undefined, poll) },
  'POST /api/chats/:id/messages/:seq/poll/close': {
    expected: writer,
    ask: ofMessage('/poll/close', undefined, poll),
  },
  'PUT /api/chats/:id/messages/:seq/pin': { expected: groupAdmins, ask: ofMessage('/pin') },
  'DELETE /api/chats/:id/messages/:seq/pin': { expected: groupAdmins, ask: ofMessage('/pin') },
  'GET /api/chats/:id/messages/:seq/readers': { expected: members, ask: ofMessage('/readers') },
  'DELETE /api/chats/:id/messages/:seq/preview': { expected: writer, ask: ofMessage('/preview') },
  'POST /api/forwards': {
    expected: members,
    ask: async (world) => ({
      path: '/api/forwards',
      body: { from: { chatId: world.chatId, seqs: [await fresh(world)] }, to: [world.chatId] },
      // The chat is named in the body; any other stands for one that is not there.
      unknown: '/api/forwards',
    }),
  },
};
