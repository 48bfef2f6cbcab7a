import { adoptLanguage } from '../i18n/language.ts';
import { openDrafts } from '../store/drafts.ts';
import { client } from './client.ts';

/** When it becomes known who is signed in: her drafts, and her language. */
export function followMe(): void {
  let known: unknown = null;
  client.subscribe(() => {
    const { me } = client.getState();
    if (!me || me === known) return;
    known = me;
    openDrafts(me.id);
    adoptLanguage(me.language);
  });
}
