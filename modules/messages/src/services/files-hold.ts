import { FilesHeldSchema } from '@bridges/contracts/proto';
import { outboxAppend } from '@bridges/kit';
import type { Transaction } from 'kysely';
import type { Database } from '../tables/database.ts';

/** Whose files are held by what, as of a rev of it. */
export interface Hold {
  ownerId: string;
  holder: 'draft' | 'scheduled';
  subjectId: string;
  rev: number;
}

/**
 * In the transaction that writes what is to be sent yet: exactly these files are kept for it from now on. Until the event
 * has come to files, their time since they were described keeps them.
 */
export async function filesHold(
  trx: Transaction<Database>,
  hold: Hold,
  files: readonly { fileId: string }[],
): Promise<void> {
  const fileIds = files.map(({ fileId }) => fileId);
  await outboxAppend(trx, FilesHeldSchema, 'messages.files_held.v1', { ...hold, fileIds });
}
