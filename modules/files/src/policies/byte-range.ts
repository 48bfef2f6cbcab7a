export interface Range {
  from: number;
  to: number;
}

/**
 * The part of a file that a `Range` header asks for; 'all' when it asks for none we know of (several parts,
 * other units), 'none' when the file has no such part.
 */
export function byteRange(header: string | undefined, size: number): Range | 'all' | 'none' {
  const asked = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  if (!asked) return 'all';
  const [, first = '', last = ''] = asked;
  if (first === '' && last === '') return 'all';
  if (first === '') return lastBytes(Number(last), size);
  const from = Number(first);
  const to = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== '' && Number(last) < from) return 'all';
  return from < size ? { from, to } : 'none';
}

const lastBytes = (count: number, size: number): Range | 'none' =>
  count > 0 && size > 0 ? { from: Math.max(0, size - count), to: size - 1 } : 'none';
