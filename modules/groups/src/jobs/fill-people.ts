import type { Job } from '@bridges/kit';
import { peopleFill } from '../services/people-fill.ts';
import type { Accounts } from '../services/people-to-add.ts';
import type { Db } from '../tables/database.ts';

/** Every ten minutes; there is nothing to do once the members of before have their names. */
export function fillPeople(db: Db, accounts: Accounts): Job {
  return { name: 'fill-people', cron: '*/10 * * * *', run: () => peopleFill(db, accounts) };
}
