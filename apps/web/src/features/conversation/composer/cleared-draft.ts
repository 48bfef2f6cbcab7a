import { useLanguageStore } from '../../../i18n/language.ts';
import { saveDraft, useDrafts } from '../../../store/drafts.ts';
import { toast } from '../../../ui/toasts.ts';

/** What is shorter is written again sooner than brought back. */
const worthKeeping = 12;
const shownMs = 5000;

/** A draft was emptied at a stroke: for a while it can be brought back, unless something new is written. */
export function offerClearedDraft(chatId: string, text: string): void {
  if (text.trim().length < worthKeeping) return;
  const { t } = useLanguageStore.getState();
  const run = () => {
    if (!useDrafts.getState().texts[chatId]) saveDraft(chatId, text);
  };
  toast(t('composer.cleared'), { label: t('act.undo'), run }, shownMs);
}
