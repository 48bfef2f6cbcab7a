import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CloseCode } from '@bridges/contracts/protocol';
import { root } from '../run.ts';
import type { Artefact } from './artefacts.ts';
import { generatedNote, markdownTable } from './sources.ts';

const source = 'packages/contracts/src/protocol.ts';

/** WebSocket close codes; what each means is the comment above it in the contracts. */
export const closeCodes: Artefact = {
  name: 'close codes',
  owns: ['docs/generated/close-codes.md'],
  build: async () => {
    const text = await readFile(join(root, source), 'utf8');
    const rows = Object.entries(CloseCode).map(([name, code]) => {
      const meaning = new RegExp(`/\\*\\* (.+) \\*/\\n\\s+${name}: ${code},`).exec(text)?.[1];
      if (!meaning) throw new Error(`${source}: CloseCode.${name} has no comment above it`);
      return [String(code), `\`${name}\``, code < 4500 ? 'yes' : 'no', meaning];
    });
    const table = markdownTable(['code', 'name', 'connect again', 'meaning'], rows);
    const page = `${generatedNote}
# WebSocket close codes

4000-4499: connect again after a random pause, and resume. 4500-4999: something must change first.

${table}
`;
    return new Map([['docs/generated/close-codes.md', page]]);
  },
};
