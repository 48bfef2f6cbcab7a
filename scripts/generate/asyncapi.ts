import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Parser } from '@asyncapi/parser';
import {
  socketCommand,
  socketEvent,
  socketReply,
  roomCommand,
  roomError,
  roomMessage,
  PROTOCOL_VERSION,
} from '@bridges/contracts';
import { z } from 'zod';
import { root } from '../run.ts';
import type { Artefact } from './artefacts.ts';

const sources = ['socket-commands', 'socket-events', 'room-socket'].map(
  (name) => `packages/contracts/src/${name}.ts`,
);

interface MessageEntry {
  name: string;
  summary?: string;
  payload: unknown;
}

/** The socket protocol as AsyncAPI 3.0, from the schemas that the gateway checks by. */
export const asyncapi: Artefact = {
  name: 'asyncapi',
  owns: ['docs/generated/asyncapi.json'],
  build: async () => {
    const texts = await Promise.all(sources.map((source) => readFile(join(root, source), 'utf8')));
    const text = texts.join('\n');
    const schemas: Record<string, unknown> = {};
    const commands = socketCommand.options.map((schema) =>
      entry(schemas, `${[...schema.shape.do.values][0]}Command`, schema, 'input', text),
    );
    const events = socketEvent.options.map((schema) =>
      entry(schemas, `${[...schema.shape.ev.values][0]}Event`, schema, 'output', text),
    );
    const reply = entry(schemas, 'socketReply', socketReply, 'output', text);
    const room = [
      entry(schemas, 'roomCommand', roomCommand, 'input', text),
      entry(schemas, 'roomMessage', roomMessage, 'output', text),
      entry(schemas, 'roomError', roomError, 'output', text),
    ];
    const document = {
      asyncapi: '3.0.0',
      info: {
        title: 'Bridges sockets',
        version: String(PROTOCOL_VERSION),
        description: 'JSON in WebSocket text frames. The guide is docs/guides/socket-protocol.md.',
        license: { name: 'Apache-2.0' },
      },
      defaultContentType: 'application/json',
      channels: {
        socket: channel('/ws', 'The full protocol.', [...commands, reply, ...events]),
        room: {
          ...channel('/ws/chat/{room}/', 'One chat, in the form simple clients speak.', room),
          parameters: { room: { description: 'Id or handle of a chat.' } },
        },
      },
      operations: {
        command: operation('receive', 'socket', commands, { reply: { ...refs('socket', [reply]) } }),
        event: operation('send', 'socket', events),
        roomCommand: operation('receive', 'room', room.slice(0, 1)),
        roomMessage: operation('send', 'room', room.slice(1)),
      },
      components: {
        messages: Object.fromEntries(
          [...commands, reply, ...events, ...room].map((each) => [each.name, each]),
        ),
        schemas,
      },
    };
    const json = `${JSON.stringify(document, null, 2)}\n`;
    await assertValid(json);
    return new Map([['docs/generated/asyncapi.json', json]]);
  },
};

/** One message; shapes that have an id of their own (`Message`, `Chat`) go to `schemas` once. */
function entry(
  schemas: Record<string, unknown>,
  name: string,
  schema: z.ZodType,
  io: 'input' | 'output',
  text: string,
): MessageEntry {
  const made = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  const {
    $defs = {},
    $schema: _dialect,
    ...payload
  } = JSON.parse(JSON.stringify(made).replaceAll('"#/$defs/', '"#/components/schemas/')) as Record<
    string,
    unknown
  > & { $defs?: Record<string, unknown> };
  Object.assign(schemas, $defs);
  const comment = new RegExp(`/\\*\\* (.+?) \\*/\\nexport const ${name} =`).exec(text)?.[1];
  return { name, ...(comment && { summary: comment }), payload };
}

function channel(address: string, description: string, messages: MessageEntry[]) {
  const entries = messages.map(({ name }) => [name, { $ref: `#/components/messages/${name}` }]);
  return { address, description, messages: Object.fromEntries(entries) as Record<string, { $ref: string }> };
}

function refs(channelName: string, messages: MessageEntry[]) {
  return {
    channel: { $ref: `#/channels/${channelName}` },
    messages: messages.map(({ name }) => ({ $ref: `#/channels/${channelName}/messages/${name}` })),
  };
}

function operation(
  action: 'send' | 'receive',
  channelName: string,
  messages: MessageEntry[],
  rest: object = {},
) {
  return { action, ...refs(channelName, messages), ...rest };
}

async function assertValid(json: string): Promise<void> {
  const diagnostics = await new Parser().validate(json);
  const wrong = diagnostics.filter(({ severity }) => severity === 0);
  if (wrong.length > 0)
    throw new Error(wrong.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
}
