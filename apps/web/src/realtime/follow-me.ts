import { adoptLanguage, useLanguageStore } from '../i18n/language.ts';
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
    // What is told outside the page speaks as the page does, from the first moment.
    if (me.language === null) {
      const { language } = useLanguageStore.getState();
      client.rest.me.update({ language }).catch(() => undefined);
    }
  });
}
