/** How things are compared: one form for all the ways to write the same. */

export const usernameKey = (username: string): string => username.toLowerCase();

export const emailKey = (email: string): string => email.toLowerCase();

/** Names as people look for them: no case, one blank, «ё» as «е», composed letters. */
export function searchKey(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' ').trim();
}

/** Names as they are sorted; short enough for a cursor. */
export function nameKey(displayName: string): string {
  return [...searchKey(displayName)].slice(0, 64).join('');
}

/** What the directory's search looks through. A word never matches across the line break. */
export function searchText(displayName: string, username: string): string {
  return `${searchKey(displayName)}\n${usernameKey(username)}`;
}

/** Whom a limit per address counts: an IPv4 address, or the /64 network that one IPv6 customer has. */
export function addressKey(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.toLowerCase().split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array<string>(gap).fill('0'), ...after];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
