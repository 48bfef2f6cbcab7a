import { keylessPeople, unnamedGroups } from '../selectors/unnamed-groups.ts';
import type { Db } from '../tables/database.ts';
import { groupNamesPut } from './group-names-put.ts';
import { personKeep } from './person-keep.ts';

const batchSize = 500;

/** Makes those groups and members found that an older Bridges wrote. */
export async function namesFill(db: Db): Promise<void> {
  for (;;) {
    const groups = await unnamedGroups(db, batchSize);
    await groupNamesPut(db, groups);
    const people = await keylessPeople(db, batchSize);
    await personKeep(
      db,
      people.map(({ userId, searchText }) => {
        const [displayName = '', username = ''] = searchText.split('\n');
        return { id: userId, displayName, username };
      }),
    );
    if (groups.length + people.length === 0) return;
  }
}
