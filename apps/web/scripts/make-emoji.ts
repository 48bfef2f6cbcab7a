/**
 * Makes the lists of the emoji picker from the folder of the package `emojibase-data` (MIT, its text is in NOTICE):
 * `node apps/web/scripts/make-emoji.ts <folder>`. Run it for a new version of Unicode.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Source {
  hexcode: string;
  label: string;
  unicode: string;
  group?: number;
  order?: number;
  tags?: string[];
}
const folder = process.argv[2];
if (!folder) throw new Error('Name the folder of emojibase-data.');
/** The group of skin tones and hair, which are no emoji by themselves. */
const components = 2;
const known = /^\p{RGI_Emoji}$/v;
/** Some come without the mark that asks for the picture, some with one that they don't need. */
const asEmoji = (text: string) =>
  [text, `${text}\ufe0f`, text.replaceAll('\ufe0f', '')].find((form) => known.test(form)) ?? text;

const read = async <Content>(path: string) =>
  JSON.parse(await readFile(join(folder, path), 'utf8')) as Content;
const codes = await read<Record<string, string | string[]>>('en/shortcodes/github.json');

for (const language of ['en', 'ru']) {
  const source = await read<Source[]>(`${language}/compact.json`);
  const rows = source
    .map((one) => ({ ...one, unicode: asEmoji(one.unicode) }))
    .filter(({ unicode, group }) => group !== undefined && group !== components && known.test(unicode))
    .sort((a, b) => (a.order ?? 0) - (b.order ?? 0))
    .map(({ unicode, hexcode, label, group, tags = [] }) => {
      const names = [codes[hexcode] ?? []].flat();
      return [group, unicode, label, [...names, ...tags].join(' ')];
    });
  const target = join(import.meta.dirname, `../src/features/conversation/emoji/emoji-${language}.json`);
  await writeFile(target, `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`);
  console.log(`${target}: ${rows.length}`);
}
