import { z } from 'zod';
import type { Artefact } from './artefacts.ts';
import { exportsOf, generatedNote, markdownTable, ownerOf, sourcesWith } from './sources.ts';

interface Variable {
  name: string;
  owner: string;
  meaning: string;
  /** As text; undefined: there is none. */
  fallback: string | undefined;
  kind: string;
}

/** Every environment variable, from the schemas that read them; also `.env.example`. */
export const environment: Artefact = {
  name: 'environment',
  owns: ['docs/generated/environment.md', '.env.example'],
  build: async () => {
    const variables: Variable[] = [];
    for (const path of sourcesWith(/\breadConfig\(/)) {
      if (path.endsWith('kit/src/config.ts')) continue;
      variables.push(...(await variablesOf(path)));
    }
    const byName = [...Map.groupBy(variables, ({ name }) => name).values()]
      .flatMap((same) =>
        same[0] ? [{ ...same[0], owner: [...new Set(same.map(({ owner }) => owner))].join(', ') }] : [],
      )
      .toSorted((left, right) => left.name.localeCompare(right.name, 'en'));
    return new Map([
      ['docs/generated/environment.md', page(byName)],
      ['.env.example', example(byName)],
    ]);
  },
};

/** A schema of the environment is an exported zod object whose keys are the variables' names. */
async function variablesOf(path: string): Promise<Variable[]> {
  const schemas = Object.values(await exportsOf(path)).filter(
    (value): value is z.ZodObject =>
      value instanceof z.ZodObject && Object.keys(value.shape).every((key) => /^[A-Z][A-Z0-9_]*$/.test(key)),
  );
  if (schemas.length === 0) throw new Error(`${path} reads the environment by a schema it does not export`);
  return schemas.flatMap((schema) =>
    Object.entries(schema.shape).map(([name, type]) => variable(name, type, path)),
  );
}

function variable(name: string, type: z.ZodType | z.core.$ZodType, path: string): Variable {
  const json = z.toJSONSchema(type as z.ZodType, { io: 'input', unrepresentable: 'any' });
  if (!json.description) throw new Error(`${path}: say what ${name} is for with .describe('…')`);
  const fallback =
    json.default === undefined ? undefined : JSON.stringify(json.default).replace(/^"(.*)"$/, '$1');
  return { name, owner: ownerOf(path), meaning: json.description, fallback, kind: kindOf(json) };
}

function kindOf(json: z.core.JSONSchema.BaseSchema): string {
  if (json.enum) return json.enum.map(String).join(', ');
  return typeof json.type === 'string' && json.type !== 'string' ? json.type : 'text';
}

function page(variables: Variable[]): string {
  const rows = variables.map(({ name, kind, fallback, owner, meaning }) => [
    `\`${name}\``,
    kind,
    fallback === undefined ? '–' : `\`${fallback}\``,
    owner,
    meaning,
  ]);
  return `${generatedNote}
# Environment variables

Read at start from the environment, or from \`.env\` in the folder of the project. Empty counts as unset. A
value that does not fit stops the start with one sentence.

${markdownTable(['variable', 'kind', 'default', 'read by', 'meaning'], rows)}
`;
}

function example(variables: Variable[]): string {
  const blocks = variables.map(({ name, fallback, meaning }) => `# ${meaning}\n#${name}=${fallback ?? ''}\n`);
  return `# Copy to .env and uncomment what you change. Made by \`npm run generate\`; do not edit.\n\n${blocks.join('\n')}`;
}
