import { useState } from 'react';
import { Link, useSearch } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { routes } from '../../routes/routes.ts';
import { errorText } from '../../store/error-text.ts';
import { Button } from '../../ui/Button.tsx';
import { AuthPage } from './AuthPage.tsx';
import styles from './AuthPage.module.css';

/** Where "No more letters" of a letter leads, signed in or not. Only a press ends them. */
export function UnsubscribeScreen() {
  const t = useT();
  const token = new URLSearchParams(useSearch()).get('token') ?? '';
  const [stage, setStage] = useState<'asking' | 'busy' | 'done'>('asking');
  const [problem, setProblem] = useState<string | null>(null);
  const unsubscribe = async () => {
    setStage('busy');
    setProblem(null);
    try {
      await client.rest.mail.unsubscribe(token);
      setStage('done');
    } catch (error) {
      setProblem(errorText(error, t));
      setStage('asking');
    }
  };
  const isDone = stage === 'done';
  return (
    <AuthPage
      title={t(isDone ? 'letters.ended' : 'letters.end')}
      hint={t(isDone ? 'letters.endedHint' : 'letters.endHint')}
    >
      {problem && (
        <p className={styles.note} role="alert">
          {problem}
        </p>
      )}
      {!isDone && (
        <div className={styles.form}>
          <Button isWide isBusy={stage === 'busy'} onClick={() => void unsubscribe()}>
            {t('letters.endAct')}
          </Button>
        </div>
      )}
      <p className={styles.switch}>
        <Link href={routes.settingsTab('notifications')}>{t('letters.settings')}</Link>
      </p>
    </AuthPage>
  );
}
