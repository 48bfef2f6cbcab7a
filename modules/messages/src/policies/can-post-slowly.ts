import type { AppError } from '@bridges/kit';
import { errors } from '../errors.ts';
import type { MemberRole } from '../tables/database.ts';

/** Whether slow mode lets this sender post now; if not, how long she waits. Admins and owners never do. */
export function canPostSlowly(
  { slowModeSeconds }: { slowModeSeconds: number },
  { role, postedAtMs }: { role: MemberRole; postedAtMs: number },
  nowMs: number,
): AppError | undefined {
  if (slowModeSeconds === 0 || role !== 'member') return undefined;
  const retryAfterMs = Math.ceil(postedAtMs + slowModeSeconds * 1000 - nowMs);
  return retryAfterMs > 0 ? errors.slow_mode({ retryAfterMs, details: { retryAfterMs } }) : undefined;
}
