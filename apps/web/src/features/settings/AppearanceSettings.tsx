import type { Language } from '../../i18n/catalogue.ts';
import { setLanguage, useLanguage, useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { setSendKey, useSendKey } from '../conversation/composer/send-key.ts';
import { setTheme, useTheme } from '../../ui/theme.ts';
import styles from './SettingsPage.module.css';

const themes = [
  { theme: 'system', label: 'settings.themeSystem' },
  { theme: 'light', label: 'settings.themeLight' },
  { theme: 'dark', label: 'settings.themeDark' },
] as const;
/** Each by its own name: who is lost in a foreign language finds hers. */
const languages: Array<{ language: Language; name: string }> = [
  { language: 'en', name: 'English' },
  { language: 'ru', name: 'Русский' },
];

const sendKeys = [
  { key: 'enter', label: 'composer.sendKeyEnter' },
  { key: 'control', label: 'composer.sendKeyControl' },
] as const;

export function AppearanceSettings() {
  const t = useT();
  const theme = useTheme((state) => state.theme);
  const language = useLanguage();
  const { sendKey } = useSendKey();
  const speak = (chosen: Language) => {
    setLanguage(chosen);
    // Also for letters and other devices; on this one it is in force already.
    client.rest.me.update({ language: chosen }).catch(() => undefined);
  };
  return (
    <div>
      <section className={styles.section} role="radiogroup" aria-labelledby="theme">
        <h2 id="theme" className={styles.heading}>
          {t('settings.theme')}
        </h2>
        <div className={styles.choices}>
          {themes.map((one) => (
            <label key={one.theme} className={styles.choice}>
              <input
                type="radio"
                name="theme"
                checked={one.theme === theme}
                onChange={() => setTheme(one.theme)}
              />
              {t(one.label)}
            </label>
          ))}
        </div>
      </section>
      <section className={styles.section} role="radiogroup" aria-labelledby="language">
        <h2 id="language" className={styles.heading}>
          {t('settings.language')}
        </h2>
        <div className={styles.choices}>
          {languages.map((one) => (
            <label key={one.language} className={styles.choice} lang={one.language}>
              <input
                type="radio"
                name="language"
                checked={one.language === language}
                onChange={() => speak(one.language)}
              />
              {one.name}
            </label>
          ))}
        </div>
      </section>
      <section className={styles.section} role="radiogroup" aria-labelledby="send-key">
        <h2 id="send-key" className={styles.heading}>
          {t('composer.sendKey')}
        </h2>
        <div className={styles.choices}>
          {sendKeys.map((one) => (
            <label key={one.key} className={styles.choice}>
              <input
                type="radio"
                name="send-key"
                checked={one.key === sendKey}
                onChange={() => setSendKey(one.key)}
              />
              {t(one.label)}
            </label>
          ))}
        </div>
      </section>
    </div>
  );
}
