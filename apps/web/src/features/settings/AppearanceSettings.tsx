import type { Language } from '../../i18n/catalogue.ts';
import { setLanguage, useLanguage, useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { setDensity, useDensity } from '../../ui/density.ts';
import { setTheme, useTheme } from '../../ui/theme.ts';
import { setSendKey, useSendKey } from '../conversation/composer/send-key.ts';
import { Choices } from './Choices.tsx';

/** Each by its own name: who is lost in a foreign language finds hers. */
const languages: Array<{ value: Language; label: string; lang: string }> = [
  { value: 'en', label: 'English', lang: 'en' },
  { value: 'ru', label: 'Русский', lang: 'ru' },
];

/** How it looks and speaks, on this device. */
export function AppearanceSettings() {
  const t = useT();
  const theme = useTheme((state) => state.theme);
  const density = useDensity((state) => state.density);
  const language = useLanguage();
  const { sendKey } = useSendKey();
  const speak = (chosen: Language) => {
    setLanguage(chosen);
    // Also for letters and other devices; on this one it is in force already.
    client.rest.me.update({ language: chosen }).catch(() => undefined);
    client.rest.telling.setSettings({ locale: chosen }).catch(() => undefined);
  };
  return (
    <div>
      <Choices
        title={t('settings.theme')}
        value={theme}
        options={[
          { value: 'system', label: t('settings.themeSystem') },
          { value: 'light', label: t('settings.themeLight') },
          { value: 'dark', label: t('settings.themeDark') },
        ]}
        onChoose={setTheme}
      />
      <Choices
        title={t('settings.density')}
        value={density}
        options={[
          { value: 'comfortable', label: t('settings.densityComfortable') },
          { value: 'compact', label: t('settings.densityCompact') },
        ]}
        onChoose={setDensity}
      />
      <Choices title={t('settings.language')} value={language} options={languages} onChoose={speak} />
      <Choices
        title={t('composer.sendKey')}
        value={sendKey}
        options={[
          { value: 'enter', label: t('composer.sendKeyEnter') },
          { value: 'control', label: t('composer.sendKeyControl') },
        ]}
        onChoose={setSendKey}
      />
    </div>
  );
}
