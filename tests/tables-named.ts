import ts from 'typescript';
import { walk } from './source-tree.ts';

const creators = new Set(['createTable', 'createView']);
// prettier-ignore
const namers = new Set([
  'selectFrom', 'insertInto', 'updateTable', 'deleteFrom', 'mergeInto', 'replaceInto', 'from', 'using',
  'innerJoin', 'leftJoin', 'rightJoin', 'fullJoin', 'crossJoin', 'alterTable', 'dropTable', 'references',
]);

/** `extract(epoch from sent_at)`: this `from` names no table. */
const functionsWithFrom = /\b(extract|trim|substring|overlay)\s*\([^()]*\)/gi;

/** Tables that a file makes, by the schema builder or by SQL. */
export function tablesCreated(file: ts.SourceFile): string[] {
  const tables = textsGivenTo(file, creators);
  for (const text of sqlTexts(file)) {
    for (const [, name] of text.matchAll(
      /\bcreate\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?([a-z_]\w*)/gi,
    )) {
      if (name) tables.push(name);
    }
  }
  return tables;
}

/** Tables (and the like) that a file reads, writes or refers to; names its SQL gives itself are left out. */
export function tablesNamed(file: ts.SourceFile): string[] {
  const texts = sqlTexts(file).map((text) =>
    text
      .replaceAll(/--.*$/gm, '')
      .replaceAll(/'[^']*'/g, "''")
      .replaceAll(functionsWithFrom, ''),
  );
  const whole = texts.join('\n;\n');
  const ownNames = new Set(
    [
      ...whole.matchAll(
        /(?:\bwith(?:\s+recursive)?|,|\))\s*([a-z_]\w*)\s*(?:\([\w\s,]*\)\s*)?as\s+(?:(?:not\s+)?materialized\s+)?\(/gi,
      ),
    ].map(([, name]) => name),
  );
  const aliases = new Set(textsGivenTo(file, new Set(['with', 'withRecursive', 'as'])));
  const inSql = texts.flatMap((text) =>
    [
      ...text.matchAll(
        /(?<!\bdistinct\s+)\b(from|join|into|update|references|using)\s+(?:only\s+|lateral\s+)?"?([a-z_]\w*)"?(\s*\(|\.)?/gi,
      ),
    ].flatMap(([, verb = '', name = '', after = '']) => {
      // `from unnest(…)` is a function; `insert into t (…)` and `references t (…)` are not.
      const isCall = after.trim() === '(' && /^(from|join|using)$/i.test(verb);
      return isCall || sqlWords.has(name.toLowerCase()) || ownNames.has(name) ? [] : [name];
    }),
  );
  const inCalls = textsGivenTo(file, namers).filter((name) => !aliases.has(name));
  return [...inCalls, ...inSql];
}

/** Words that follow `from`, `update` and the like without being a table. */
const sqlWords = new Set([
  'set',
  'of',
  'skip',
  'nowait',
  'select',
  'lateral',
  'unnest',
  'excluded',
  'values',
  'or',
  'now',
  'gin',
  'gist',
  'btree',
]);

/** First arguments of calls of these methods: `messages as m` → `messages`; columns (`m.id`) are no tables. */
function textsGivenTo(file: ts.SourceFile, methods: ReadonlySet<string>): string[] {
  const texts: string[] = [];
  walk(file, (node) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
    if (!methods.has(node.expression.name.text)) return;
    const [first] = node.arguments;
    const given = first && ts.isArrayLiteralExpression(first) ? first.elements : first ? [first] : [];
    for (const each of given) {
      if (!ts.isStringLiteralLike(each)) continue;
      const name = each.text.split('(')[0]?.split(' as ')[0]?.split('.')[0]?.trim();
      if (name && /^[a-z_]\w*$/.test(name)) texts.push(snakeCase(name));
    }
  });
  return texts;
}

/** Kysely's builder may write `chatMembers` where the database has `chat_members`. */
function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Texts of `sql` templates, and of strings that begin like a statement. */
function sqlTexts(file: ts.SourceFile): string[] {
  const texts: string[] = [];
  walk(file, (node) => {
    if (ts.isTaggedTemplateExpression(node) && /^sql\b/.test(node.tag.getText()))
      texts.push(plain(node.template));
    else if (ts.isTemplateExpression(node) || ts.isStringLiteralLike(node)) {
      const text = plain(node);
      const isTagged = ts.isTaggedTemplateExpression(node.parent);
      if (!isTagged && /^\s*(select|insert|update|delete|with|create|alter|truncate)\s/i.test(text))
        texts.push(text);
    }
  });
  return texts;
}

function plain(node: ts.TemplateLiteral | ts.StringLiteralLike): string {
  if (!ts.isTemplateExpression(node)) return node.text;
  return node.head.text + node.templateSpans.map((span) => ` ? ${span.literal.text}`).join('');
}
