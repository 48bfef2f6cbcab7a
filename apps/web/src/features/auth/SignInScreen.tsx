import { Link, useSearch } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { routes } from '../../routes/routes.ts';
import { startClient } from '../../store/phase.ts';
import { Field } from '../../ui/Field.tsx';
import { FormEnd } from '../../ui/FormEnd.tsx';
import { useForm } from '../../ui/use-form.ts';
import { AuthPage } from './AuthPage.tsx';
import styles from './AuthPage.module.css';

/** Signing in; the guard of the routes leads on to where the person was going. */
export function SignInScreen() {
  const t = useT();
  const search = useSearch();
  const ended = new URLSearchParams(search).get('ended');
  const { errors, problem, isBusy, onSubmit } = useForm({
    names: ['username', 'password'],
    check: ({ username, password }) => ({
      username: username.trim() === '' ? t('field.required') : undefined,
      password: password === '' ? t('field.required') : undefined,
    }),
    async send({ username, password }) {
      await client.rest.signIn({ username: username.trim(), password });
      await startClient();
    },
  });
  return (
    <AuthPage title={t('auth.signInTitle')} hint={t('auth.signInHint')}>
      {ended && (
        <p className={styles.note} role="status">
          {t(ended === 'deactivated' ? 'auth.deactivated' : 'auth.signedOut')}
        </p>
      )}
      <form className={styles.form} onSubmit={onSubmit} noValidate>
        <Field
          label={t('auth.login')}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          error={errors.username}
        />
        <Field
          label={t('auth.password')}
          name="password"
          type="password"
          autoComplete="current-password"
          error={errors.password}
        />
        <FormEnd problem={problem} isBusy={isBusy} isWide>
          {t('auth.signIn')}
        </FormEnd>
      </form>
      <p className={styles.switch}>
        <Link href={routes.forgotPassword}>{t('auth.forgot')}</Link>
      </p>
      <p className={styles.switch}>
        {t('auth.noAccount')}{' '}
        <Link href={routes.register + (search && `?${search}`)}>{t('auth.register')}</Link>
      </p>
    </AuthPage>
  );
}
