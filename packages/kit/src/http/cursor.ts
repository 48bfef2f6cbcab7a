import type { z } from 'zod';
import { kitErrors } from '../errors.ts';

/**
 * Opaque page positions. A cursor names its list, so that one of another list (or chat, or sort order) is
 * refused instead of silently misread. It holds nothing secret and gives no access.
 */
export function encodeCursor(list: string, position: readonly unknown[]): string {
  return Buffer.from(JSON.stringify([list, ...position])).toString('base64url');
}

/** @throws AppError kit.bad_cursor */
export function decodeCursor<Position extends z.ZodTuple>(
  list: string,
  position: Position,
  cursor: string,
): z.output<Position> {
  let decoded: unknown;
  try {
    decoded = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw kitErrors.bad_cursor();
  }
  if (!Array.isArray(decoded) || decoded[0] !== list) throw kitErrors.bad_cursor();
  const result = position.safeParse(decoded.slice(1));
  if (!result.success) throw kitErrors.bad_cursor();
  return result.data;
}
