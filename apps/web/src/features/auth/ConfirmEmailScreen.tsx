import { useState } from 'react';
import { Link, useSearch } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { routes } from '../../routes/routes.ts';
import { errorText } from '../../store/error-text.ts';
import { Button } from '../../ui/Button.tsx';
import { AuthPage } from './AuthPage.tsx';
import styles from './AuthPage.module.css';

/** What the letter leads to. Only a press confirms: programs that look at letters follow links as well. */
export function ConfirmEmailScreen() {
  const t = useT();
  const token = new URLSearchParams(useSearch()).get('token') ?? '';
  const [stage, setStage] = useState<'asking' | 'busy' | 'done'>('asking');
  const [problem, setProblem] = useState<string | null>(null);
  const confirm = async () => {
    setStage('busy');
    try {
      await client.rest.mail.confirmEmail(token);
      setStage('done');
      setProblem(null);
    } catch (error) {
      setProblem(errorText(error, t));
      setStage('asking');
    }
  };
  const isDone = stage === 'done';
  return (
    <AuthPage
      title={t(isDone ? 'auth.emailConfirmed' : 'auth.confirmEmail')}
      hint={t(isDone ? 'auth.emailConfirmedHint' : 'auth.confirmEmailHint')}
    >
      {problem && (
        <p className={styles.note} role="alert">
          {problem}
        </p>
      )}
      {!isDone && (
        <div className={styles.form}>
          <Button isWide isBusy={stage === 'busy'} onClick={() => void confirm()}>
            {t('auth.confirmEmailAct')}
          </Button>
        </div>
      )}
      <p className={styles.switch}>
        <Link href={routes.chats}>{t('auth.toChats')}</Link>
      </p>
    </AuthPage>
  );
}
