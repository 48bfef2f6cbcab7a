import { nameKeys, nameText } from '@bridges/contracts/search';
import type { Db } from '../tables/database.ts';

interface Named {
  chatId: string;
  title: string;
  handle: string | null;
}

/** Makes groups found by the title and handle they have now. */
export async function groupNamesPut(db: Pick<Db, 'insertInto'>, groups: readonly Named[]): Promise<void> {
  if (groups.length === 0) return;
  await db
    .insertInto('groupNames')
    .values(
      groups.map(({ chatId, title, handle }) => {
        const names = [title, handle ?? ''];
        return { chatId, text: nameText(names), keys: nameKeys(names) };
      }),
    )
    .onConflict((conflict) =>
      conflict
        .column('chatId')
        .doUpdateSet((eb) => ({ text: eb.ref('excluded.text'), keys: eb.ref('excluded.keys') })),
    )
    .execute();
}
