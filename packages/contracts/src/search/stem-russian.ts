// The Snowball stemmer of Russian (snowballstem.org), for words in lower case with `ё` as `е`.

const longestFirst = (endings: string) =>
  endings
    .split(' ')
    .toSorted((a, b) => b.length - a.length)
    .join('|');
const ending = (afterVowel: string, anywhere: string) =>
  new RegExp(`(?:(?<=[ая])(?:${longestFirst(afterVowel)})|(?:${longestFirst(anywhere)}))$`);

const gerund = ending('в вши вшись', 'ив ивши ившись ыв ывши ывшись');
const reflexive = /с[яь]$/;
const adjective = new RegExp(
  `(?:${longestFirst('ее ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую юю ая яя ою ею')})$`,
);
const participle = ending('ем нн вш ющ щ', 'ивш ывш ующ');
const verb = ending(
  'ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно',
  'ила ыла ена ейте уйте ите или ыли ей уй ил ыл им ым ен ило ыло ено ят ует уют ит ыт ены ить ыть ишь ую ю',
);
const noun = new RegExp(
  `(?:${longestFirst('а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь ию ью ю ия ья я')})$`,
);

/** Removes what the pattern finds at the end, or tells that there is nothing. */
function without(text: string, pattern: RegExp): string | undefined {
  const at = text.search(pattern);
  return at < 0 ? undefined : text.slice(0, at);
}

function inflectionless(rest: string): string {
  const afterGerund = without(rest, gerund);
  if (afterGerund !== undefined) return afterGerund;
  const text = rest.replace(reflexive, '');
  const afterAdjective = without(text, adjective);
  if (afterAdjective !== undefined) return without(afterAdjective, participle) ?? afterAdjective;
  return without(text, verb) ?? without(text, noun) ?? text;
}

/** @example stemRussian('договорами') // 'договор' */
export function stemRussian(word: string): string {
  const start = word.search(/[аеиоуыэюя]/) + 1;
  if (start === 0) return word;
  const head = word.slice(0, start);
  // R2: after a consonant that follows a vowel, twice.
  const second = /^[^аеиоуыэюя]*[аеиоуыэюя]+[^аеиоуыэюя][^аеиоуыэюя]*[аеиоуыэюя]+[^аеиоуыэюя]/.exec(word);
  let rest = inflectionless(word.slice(start)).replace(/и$/, '');
  const derived = /ость?$/.exec(rest);
  if (derived && second && start + derived.index >= second[0].length) rest = rest.slice(0, derived.index);
  rest = rest.replace(/ейше?$/, '');
  if (rest.endsWith('нн')) return head + rest.slice(0, -1);
  return head + rest.replace(/ь$/, '');
}
