import { useEffect, useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { routes } from '../../routes/routes.ts';
import { startClient } from '../../store/phase.ts';
import { AccountForm } from './AccountForm.tsx';
import { AuthPage } from './AuthPage.tsx';
import styles from './AuthPage.module.css';

/** The one-time link that the server prints: makes the first administrator. */
export function SetupScreen() {
  const t = useT();
  const [, navigate] = useLocation();
  const token = new URLSearchParams(useSearch()).get('token') ?? '';
  const [isNeeded, setNeeded] = useState(true);
  useEffect(() => {
    // Without an answer the form is offered; the server decides when it is sent.
    client.rest.setup.isNeeded().then(setNeeded, () => undefined);
  }, []);

  if (!isNeeded || token === '') {
    return (
      <AuthPage
        title={t(isNeeded ? 'auth.setupNoToken' : 'auth.setupDone')}
        hint={t(isNeeded ? 'auth.setupNoTokenHint' : 'auth.setupDoneHint')}
      >
        <p className={styles.switch}>
          <Link href={routes.signIn}>{t('auth.signIn')}</Link>
        </p>
      </AuthPage>
    );
  }
  return (
    <AuthPage title={t('auth.setupTitle')} hint={t('auth.setupHint')}>
      <AccountForm
        act={t('auth.setupAct')}
        onSend={async (account) => {
          await client.rest.setup.complete({ ...account, token });
          await client.rest.signIn({ username: account.username, password: account.password });
          navigate(routes.chats, { replace: true });
          await startClient();
        }}
      />
    </AuthPage>
  );
}
