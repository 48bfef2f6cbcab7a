import { limits } from '@bridges/contracts';
import type { AppError } from '@bridges/kit';
import { errors } from '../errors.ts';

const dayMs = 86_400_000;
/** Clocks differ, and a request takes its time. */
const graceMs = 60_000;

/** Whether something may be planned for then; if not, why. */
export function canPlanFor(at: Date, now: Date): AppError | undefined {
  const aheadMs = at.getTime() - now.getTime();
  return aheadMs >= -graceMs && aheadMs <= limits.planAheadDays * dayMs ? undefined : errors.time_invalid();
}
