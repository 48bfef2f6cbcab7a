const digraphs = /shch|sch|sh|ch|zh|kh|ph|th|ck|ts|tz|qu|yo|jo|yu|ju|ya|ja|ye|je|ee|oo|[a-z']|[ґєії]/g;

const letters: Readonly<Record<string, string>> = {
  ...{ shch: 'ш', sch: 'ш', sh: 'ш', ch: 'ч', zh: 'ж', kh: 'х', ph: 'ф', th: 'т', ck: 'к', ts: 'ц', tz: 'ц' },
  ...{ qu: 'кв', yo: 'е', jo: 'е', yu: 'ю', ju: 'ю', ya: 'я', ja: 'я', ye: 'е', je: 'е', ee: 'и', oo: 'у' },
  ...{ a: 'а', b: 'б', c: 'к', d: 'д', e: 'е', f: 'ф', g: 'г', h: 'х', i: 'и', j: 'и', k: 'к', l: 'л' },
  ...{ m: 'м', n: 'н', o: 'о', p: 'п', q: 'к', r: 'р', s: 'с', t: 'т', u: 'у', v: 'в', w: 'в', x: 'кс' },
  ...{ y: 'и', z: 'з', "'": '', ґ: 'г', є: 'е', і: 'и', ї: 'и' },
};

/**
 * One spelling for the ways in which people write a name in Latin and Cyrillic letters: for names, where a sound
 * matters more than a letter. Takes a folded word.
 *
 * @example soundOf('dmitriy') === soundOf('дмитрий') // both 'дмитри'
 */
export function soundOf(word: string): string {
  return word
    .replace(/^i(?=[aeu])/, 'y')
    .replaceAll(/c(?=[eiy])/g, 's')
    .replaceAll(digraphs, (part) => letters[part] ?? part)
    .replaceAll(/[ьъ]/g, '')
    .replaceAll(/[ый]/g, 'и')
    .replaceAll('э', 'е')
    .replaceAll('щ', 'ш')
    .replaceAll(/и+/g, 'и')
    .replaceAll(/(?<=и)я/g, 'а')
    .replaceAll(/(?<=и)ю/g, 'у');
}

/** The same where it does not matter either how often a letter is written in a row. */
export const bareSoundOf = (word: string): string => soundOf(word).replaceAll(/(\p{L})\1+/gu, '$1');
