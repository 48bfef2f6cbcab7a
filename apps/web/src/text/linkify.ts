/** A piece of a message: plain text, or a link that is safe to open. */
export type TextPart = { text: string; href?: string };

const candidate =
  /(?:https?:\/\/|mailto:|www\.)[^\s<>"'`]+|[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/giu;
const allowed = new Set(['http:', 'https:', 'mailto:']);

/** Splits text at its links. Only http, https and mailto become links; all else stays text. */
export function linkify(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(candidate)) {
    const raw = trimTail(match[0]);
    // Part of a longer word or of another scheme ("xhttp://", "javascript:https://"): not ours.
    const before = text[match.index - 1];
    if (before !== undefined && /[\p{L}\p{N}:@/]/u.test(before)) continue;
    const href = safeHref(raw);
    if (!href) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    parts.push({ text: raw, href });
    end = match.index + raw.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

/** The address to open, or null when it is none of http, https and mailto. */
export function safeHref(raw: string): string | null {
  const hasScheme = /^[a-z][a-z0-9+.-]*:/i.test(raw);
  const address = hasScheme ? raw : /^www\./i.test(raw) ? `https://${raw}` : `mailto:${raw}`;
  try {
    const url = new URL(address);
    if (!allowed.has(url.protocol)) return null;
    if (url.protocol !== 'mailto:' && !url.hostname) return null;
    return url.href;
  } catch {
    return null;
  }
}

/** Punctuation that ends the sentence, not the link; a bracket only when it was not opened inside. */
function trimTail(raw: string): string {
  let text = raw;
  for (;;) {
    const last = text.at(-1);
    if (last === undefined) return text;
    const opening = { ')': '(', ']': '[', '}': '{' }[last];
    const isLoose = opening !== undefined && text.split(opening).length < text.split(last).length;
    if (!isLoose && !/[.,;:!?…»*_~]/.test(last)) return text;
    text = text.slice(0, -1);
  }
}
