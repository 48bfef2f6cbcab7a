import { useState } from 'react';
import { useT } from '../../i18n/language.ts';
import { Button } from '../../ui/Button.tsx';
import { Logo } from '../../ui/Logo.tsx';
import { ShortcutsDialog } from '../shell/ShortcutsDialog.tsx';
import styles from './SettingsPage.module.css';

export function AboutSettings() {
  const t = useT();
  const [isHelpShown, setHelpShown] = useState(false);
  return (
    <div className={styles.about}>
      <Logo size={88} />
      <p>
        <b>Bridges</b>
      </p>
      <p className={styles.quiet}>{t('settings.version', { version: __VERSION__ })}</p>
      <p className={styles.quiet}>{t('settings.aboutText')}</p>
      <div className={styles.links}>
        <Button look="plain" onClick={() => setHelpShown(true)}>
          {t('settings.shortcuts')}
        </Button>
        <a href="/docs" target="_blank" rel="noopener">
          {t('settings.apiDocs')}
        </a>
      </div>
      {isHelpShown && <ShortcutsDialog onClose={() => setHelpShown(false)} />}
    </div>
  );
}
