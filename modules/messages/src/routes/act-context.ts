import type { Bus, RateLimit } from '@bridges/kit';
import type { EditContext } from '../services/message-edit.ts';
import type { PinContext } from '../services/message-pin.ts';
import type { FindUsers } from '../services/user-finder.ts';

/** What the doors to acts on messages hand on. */
export interface ActContext extends EditContext, Omit<PinContext, 'live'> {
  live: EditContext['live'] & PinContext['live'];
  bus: Bus;
  actLimit: RateLimit;
  findUsers: FindUsers;
}
