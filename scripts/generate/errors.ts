import type { ErrorEntry } from '@bridges/kit';
import type { Artefact } from './artefacts.ts';
import { exportsOf, generatedNote, markdownTable, ownerOf, sourcesWith } from './sources.ts';

interface Row {
  code: string;
  owner: string;
  entry: ErrorEntry;
}

/** Every error code that REST, RPC and sockets answer with. */
export const errors: Artefact = {
  name: 'errors',
  owns: ['docs/generated/errors.md'],
  build: async () => {
    const rows: Row[] = [];
    for (const path of sourcesWith(/^(export )?const \w+ = defineErrors\(/m))
      rows.push(...(await rowsOf(path)));
    rows.sort((left, right) => left.code.localeCompare(right.code, 'en'));
    const table = markdownTable(
      ['code', 'HTTP', 'gRPC', 'retry', 'meaning'],
      rows.map(({ code, entry }) => [
        `\`${code}\``,
        String(entry.status),
        entry.grpc,
        entry.isRetryable ? 'yes' : 'no',
        entry.message,
      ]),
    );
    const text = `${generatedNote}
# Error codes

The same codes over REST (\`error.code\` of the body), sockets (\`error.code\` of a reply) and RPC. They are
stable: a code keeps its meaning. "Retry": the same request may succeed later.

${table}
`;
    return new Map([['docs/generated/errors.md', text]]);
  },
};

async function rowsOf(path: string): Promise<Row[]> {
  const tables = Object.values(await exportsOf(path)).filter(isErrors);
  if (tables.length === 0) throw new Error(`${path} defines errors but does not export them`);
  return tables.flatMap((made) =>
    Object.entries(made.table).map(([name, entry]) => ({
      code: codeOf(made, name),
      owner: ownerOf(path),
      entry,
    })),
  );
}

interface AnyErrors {
  table: Record<string, ErrorEntry>;
}

function isErrors(value: unknown): value is AnyErrors {
  return typeof value === 'object' && value !== null && 'table' in value && typeof value.table === 'object';
}

function codeOf(made: AnyErrors, name: string): string {
  const maker = Reflect.get(made, name) as () => { code: string };
  return maker().code;
}
