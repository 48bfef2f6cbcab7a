import { sql } from 'kysely';
import type { Db, Holder, Trx } from '../tables/database.ts';
import { markUnused } from './file-claim.ts';

interface HolderState {
  ownerId: string;
  holder: Holder;
  subjectId: string;
  rev: number;
  fileIds: readonly string[];
}

/** No event is on its way for longer. */
const keptDays = 30;

/**
 * Keeps exactly these files for what their owner is to send yet; those it held before may be collected. What was
 * overtaken by a later state of the holder changes nothing. A message that has taken a file over has a link of its own,
 * in whichever order both come: between them the file's time has only begun.
 */
export async function holdsSync(trx: Trx, state: HolderState): Promise<void> {
  const { ownerId, holder, subjectId, fileIds } = state;
  if (!(await holdRevNote(trx, state))) return;
  const before = await trx
    .selectFrom('fileClaims as claim')
    .innerJoin('files', 'files.id', 'claim.fileId')
    .where('claim.purpose', '=', holder)
    .where('claim.subjectId', '=', subjectId)
    .where('files.ownerId', '=', ownerId)
    .select('claim.fileId')
    .execute();
  const held = before.map(({ fileId }) => fileId);
  const added = fileIds.filter((id) => !held.includes(id));
  const gone = held.filter((id) => !fileIds.includes(id));
  if (added.length > 0) {
    // Locked, so that the collector does not take them meanwhile; what it took already can't be held.
    const there = await trx
      .selectFrom('files')
      .where('id', 'in', added)
      .where('ownerId', '=', ownerId)
      .select('id')
      .orderBy('id')
      .forUpdate()
      .execute();
    const known = there.map(({ id }) => id);
    if (known.length > 0) {
      await trx
        .insertInto('fileClaims')
        .values(known.map((fileId) => ({ fileId, purpose: holder, subjectId })))
        .execute();
      await trx.updateTable('files').where('id', 'in', known).set({ unusedSince: null }).execute();
    }
  }
  if (gone.length === 0) return;
  await trx
    .deleteFrom('fileClaims')
    .where('purpose', '=', holder)
    .where('subjectId', '=', subjectId)
    .where('fileId', 'in', gone)
    .execute();
  await markUnused(trx, gone);
}

/** False: what came before is as new. Events of one holder wait here for each other. */
async function holdRevNote(
  trx: Trx,
  { ownerId, holder, subjectId, rev }: Omit<HolderState, 'fileIds'>,
): Promise<boolean> {
  const noted = await sql`insert into hold_revs (owner_id, holder, subject_id, rev)
    values (${ownerId}, ${holder}, ${subjectId}, ${rev})
    on conflict (owner_id, holder, subject_id) do update set rev = excluded.rev, noted_at = now()
    where hold_revs.rev < excluded.rev`.execute(trx);
  return noted.numAffectedRows === 1n;
}

export async function holdRevsTidy(db: Db): Promise<void> {
  await sql`delete from hold_revs where noted_at < now() - make_interval(days => ${keptDays})`.execute(db);
}
