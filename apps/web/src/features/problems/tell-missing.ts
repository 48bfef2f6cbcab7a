import { useLanguageStore } from '../../i18n/language.ts';
import { toast } from '../../ui/toasts.ts';

/** Says that something could not be loaded, with the way out for whoever has an old version open. */
export const tellMissing = (): void => tell('app.partMissing');

/** Says that something that was loaded could not be shown. */
export const tellBroken = (): void => tell('app.failed');

function tell(text: 'app.partMissing' | 'app.failed'): void {
  const { t } = useLanguageStore.getState();
  toast(t(text), { label: t('app.reload'), run: () => location.reload() });
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
