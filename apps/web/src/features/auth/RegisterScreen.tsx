import { Link, useSearch } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { routes } from '../../routes/routes.ts';
import { startClient } from '../../store/phase.ts';
import { AccountForm } from './AccountForm.tsx';
import { AuthPage } from './AuthPage.tsx';
import styles from './AuthPage.module.css';

export function RegisterScreen() {
  const t = useT();
  const search = useSearch();
  return (
    <AuthPage title={t('auth.registerTitle')} hint={t('auth.registerHint')}>
      <AccountForm
        act={t('auth.registerAct')}
        onSend={async (account) => {
          await client.rest.register(account);
          await client.rest.signIn({ username: account.username, password: account.password });
          await startClient();
        }}
      />
      <p className={styles.switch}>
        {t('auth.haveAccount')}{' '}
        <Link href={routes.signIn + (search && `?${search}`)}>{t('auth.signIn')}</Link>
      </p>
    </AuthPage>
  );
}
