import { limits } from '@bridges/contracts/protocol';
import { useState } from 'react';
import { Link, useSearch } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { routes } from '../../routes/routes.ts';
import { Field } from '../../ui/Field.tsx';
import { FormEnd } from '../../ui/FormEnd.tsx';
import { useForm } from '../../ui/use-form.ts';
import { AuthPage } from './AuthPage.tsx';
import styles from './AuthPage.module.css';
import { checkPassword } from './checks.ts';

/** What the letter leads to: a new password, which ends all sessions. */
export function ResetPasswordScreen() {
  const t = useT();
  const token = new URLSearchParams(useSearch()).get('token') ?? '';
  const [isDone, setDone] = useState(false);
  const { errors, problem, isBusy, onSubmit } = useForm({
    names: ['newPassword'],
    check: ({ newPassword }) => ({ newPassword: checkPassword(newPassword, t) }),
    async send({ newPassword }) {
      await client.rest.mail.resetPassword({ token, newPassword });
      setDone(true);
    },
  });
  return (
    <AuthPage
      title={t(isDone ? 'auth.resetDone' : 'auth.resetTitle')}
      hint={t(isDone ? 'auth.resetDoneHint' : 'auth.resetHint')}
    >
      {!isDone && (
        <form className={styles.form} onSubmit={onSubmit} noValidate>
          <Field
            label={t('settings.newPassword')}
            hint={t('auth.passwordHint', { min: String(limits.password.min) })}
            name="newPassword"
            type="password"
            autoComplete="new-password"
            autoFocus
            error={errors.newPassword}
          />
          <FormEnd problem={problem} isBusy={isBusy} isWide>
            {t('auth.resetAct')}
          </FormEnd>
        </form>
      )}
      <p className={styles.switch}>
        <Link href={routes.signIn}>{t('auth.signIn')}</Link>
      </p>
    </AuthPage>
  );
}
