import type { Reader } from '../tables/database.ts';

export interface LetterDue {
  id: string;
  purpose: 'confirm' | 'reset';
  email: string;
  username: string;
  displayName: string;
  language: 'en' | 'ru' | null;
}

/** A letter with a link that has still to be sent, and for whom. */
export async function letterDue(db: Reader, id: string): Promise<LetterDue | undefined> {
  return db
    .selectFrom('mailRequests')
    .innerJoin('users', 'users.id', 'mailRequests.userId')
    .select([
      'mailRequests.id',
      (eb) => eb.ref('mailRequests.purpose').$castTo<'confirm' | 'reset'>().as('purpose'),
      'mailRequests.email',
      'users.username',
      'users.displayName',
      'users.language',
    ])
    .where('mailRequests.id', '=', id)
    .where('mailRequests.purpose', '!=', 'hand')
    .where('mailRequests.sentAt', 'is', null)
    .where('mailRequests.expiresAt', '>', new Date())
    .where('users.deactivatedAt', 'is', null)
    .executeTakeFirst();
}
