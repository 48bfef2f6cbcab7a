import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../run.ts';
import type { Artefact } from './artefacts.ts';
import { generatedNote, ownerOf, sourcesWith } from './sources.ts';

interface EventRow {
  name: string;
  message: string;
  meaning: string;
  fields: string;
  path: string;
}

/** Every event of the broker: what it says, who writes it, who takes it. */
export const events: Artefact = {
  name: 'events',
  owns: ['docs/generated/events.md'],
  build: async () => {
    const paths = globSync('packages/contracts/proto/bridges/*/*/events.proto', { cwd: root }).toSorted();
    const rows: EventRow[] = [];
    for (const path of paths) rows.push(...parseEvents(path, await readFile(join(root, path), 'utf8')));
    const sections = rows.map((row) => {
      const taken = sourcesWith(new RegExp(`event: '${row.name.replaceAll('.', '\\.')}'`), [
        'modules/*/src/consumers/*.ts',
      ]);
      return `## ${row.name}

${row.meaning.charAt(0).toUpperCase()}${row.meaning.slice(1)}

Message \`${row.message}\` of [${row.path.split('/proto/')[1]}](../../${row.path}). Taken by ${namesOf(taken)}.

\`\`\`proto
${row.fields}
\`\`\`
`;
    });
    const text = `${generatedNote}
# Events

What modules tell each other by the broker: at least once, in the order of the writer's commits. A consumer
handles each event id once, in one transaction with its own work.

${sections.join('\n')}`;
    return new Map([['docs/generated/events.md', text]]);
  },
};

/**
 * An event is a message whose comment begins with its name: `// accounts.user_updated.v1: meaning`. Messages
 * without one are parts of events.
 */
function parseEvents(path: string, text: string): EventRow[] {
  const pattern = /((?:^\/\/.*\n)+)^message (\w+) \{\n([\s\S]*?)^\}/gm;
  return [...text.matchAll(pattern)].flatMap(([, comment = '', message = '', fields = '']) => {
    const words = comment
      .replaceAll(/^\/\/ ?/gm, '')
      .replaceAll('\n', ' ')
      .trim();
    const [, name, meaning] = /^([a-z]+\.[a-z_]+\.v\d+): (.+)$/.exec(words) ?? [];
    if (!name || !meaning) return [];
    const stem = name.split('.')[1]?.replaceAll('_', '');
    if (stem !== message.toLowerCase()) throw new Error(`${path}: ${message} and ${name} do not match`);
    return [{ name, message, meaning, fields: fields.replaceAll(/^ {2}/gm, '').trimEnd(), path }];
  });
}

function namesOf(paths: string[]): string {
  if (paths.length === 0) return 'nobody yet';
  return paths.map((path) => `${ownerOf(path)} ([${path.split('/').at(-1)}](../../${path}))`).join(', ');
}
