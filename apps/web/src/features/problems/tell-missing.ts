import { useLanguageStore } from '../../i18n/language.ts';
import { toast } from '../../ui/toasts.ts';

/** Says that something could not be loaded, with the way out for whoever has an old version open. */
export function tellMissing(): void {
  const { t } = useLanguageStore.getState();
  toast(t('app.partMissing'), { label: t('app.reload'), run: () => location.reload() });
}

/** What an act needs, loaded when it is first done; undefined, and told, when it does not come. */
export async function loadForAct<Code>(load: () => Promise<Code>): Promise<Code | undefined> {
  try {
    return await load();
  } catch {
    tellMissing();
    return undefined;
  }
}
