import type { Bus, RateLimit } from '@bridges/kit';
import type { EditContext } from '../services/message-edit.ts';
import type { FindUsers } from '../services/user-finder.ts';

/** What the doors to acts on messages hand on. */
export interface ActContext extends EditContext {
  bus: Bus;
  actLimit: RateLimit;
  findUsers: FindUsers;
}
