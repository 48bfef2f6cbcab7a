import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCommand } from './parse-command.ts';

const parse = (text: string) => parseCommand(Buffer.from(text));
const uuid = '0199aaaa-bbbb-7ccc-8ddd-eeeeffff0000';

describe('parseCommand', () => {
  it('reads a command', () => {
    const command = { id: 7, do: 'read', chat: uuid, seq: 3 };
    expect(parse(JSON.stringify(command))).toEqual({ command });
  });

  it.each([
    ['no JSON', '{'],
    ['an array', '[]'],
    ['a number', '1'],
    ['null', 'null'],
    ['no id', '{"do":"ping"}'],
    ['an id that is no number', '{"id":"1","do":"ping"}'],
    ['an id of 0', '{"id":0,"do":"ping"}'],
    ['an id that is too large', '{"id":4294967296,"do":"ping"}'],
    ['a key twice', '{"id":1,"do":"ping","do":"ping"}'],
    ['__proto__', '{"id":1,"do":"ping","__proto__":{}}'],
  ])('cannot answer %s', (_name, text) => {
    expect(parse(text)).toBe('malformed');
  });

  it('cannot answer bad UTF-8', () => {
    expect(parseCommand(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]))).toBe('malformed');
  });

  it.each([
    ['an unknown command', '{"id":1,"do":"fly"}', 'gateway.unknown_command'],
    ['no command', '{"id":1}', 'gateway.unknown_command'],
    ['a command of a wrong type', '{"id":1,"do":{}}', 'gateway.unknown_command'],
    ['an unknown key', '{"id":1,"do":"ping","x":1}', 'gateway.invalid_command'],
    ['a wrong type', `{"id":1,"do":"read","chat":"${uuid}","seq":"1"}`, 'gateway.invalid_command'],
    [
      'NUL',
      `{"id":1,"do":"send","chat":"${uuid}","clientId":"${uuid}","text":"a\\u0000"}`,
      'gateway.invalid_command',
    ],
    [
      'a lone surrogate',
      `{"id":1,"do":"send","chat":"${uuid}","clientId":"${uuid}","text":"\\ud800"}`,
      'gateway.invalid_command',
    ],
    [
      'white space only',
      `{"id":1,"do":"send","chat":"${uuid}","clientId":"${uuid}","text":" \\n"}`,
      'gateway.invalid_command',
    ],
    [
      'too long a text',
      `{"id":1,"do":"send","chat":"${uuid}","clientId":"${uuid}","text":"${'x'.repeat(4097)}"}`,
      'gateway.invalid_command',
    ],
    [
      'too many users',
      JSON.stringify({ id: 1, do: 'watch', users: Array.from({ length: 201 }, () => uuid) }),
      'gateway.invalid_command',
    ],
  ])('answers %s with a stable code', (_name, text, code) => {
    expect(parse(text)).toMatchObject({ id: 1, refusal: { code, isRetryable: false } });
  });

  it('never throws', () => {
    const key = fc.constantFrom('id', 'do', 'chat', 'text', 'users', 'chats', '__proto__', 'constructor');
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom(1, 'send', 'resume', uuid));
    fc.assert(fc.property(fc.dictionary(key, value), (object) => void parse(JSON.stringify(object))));
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void parseCommand(bytes)));
  });
});
