const allowed = /^(?:https?:\/\/[^\s/?#]|mailto:[^\s@]+@[^\s@]|tel:\+?\d)/i;
/** White space, control characters and what turns the direction of reading: in an address they only deceive. */
const deceptive = /[\s\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const longest = 2048;

/** The address if a link may lead there. Everything else, `javascript:` and `data:` among it, is no link. */
export function safeUrl(written: string): string | null {
  return written.length <= longest && allowed.test(written) && !deceptive.test(written) ? written : null;
}

const bareUrl = /(?:https?:\/\/|www\.)[^\s<>"`[\]\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/iuy;
const trailing = new Set('.,:;!?\'"*_~|}»”’…');

/** An address that stands in the text by itself, from this place on, and how much was looked at to know. */
export function bareLinkAt(
  source: string,
  at: number,
): { link: { text: string; url: string } | null; length: number } {
  bareUrl.lastIndex = at;
  const match = bareUrl.exec(source)?.[0] ?? '';
  const text = trimEnd(match);
  const url = safeUrl(/^www\./i.test(text) ? `https://${text}` : text);
  return url === null ? { link: null, length: match.length } : { link: { text, url }, length: text.length };
}

/** Punctuation after an address belongs to the sentence; a closing parenthesis too, unless it was opened inside. */
function trimEnd(text: string): string {
  let open = 0;
  for (const letter of text) open += letter === '(' ? 1 : letter === ')' ? -1 : 0;
  let end = text.length;
  for (; end > 0; end--) {
    const letter = text.charAt(end - 1);
    if (letter === ')' && open < 0) open++;
    else if (!trailing.has(letter)) break;
  }
  return text.slice(0, end);
}
