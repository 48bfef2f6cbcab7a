import { useState } from 'react';
import { Link } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { routes } from '../../routes/routes.ts';
import { Field } from '../../ui/Field.tsx';
import { FormEnd } from '../../ui/FormEnd.tsx';
import { useForm } from '../../ui/use-form.ts';
import { AuthPage } from './AuthPage.tsx';
import styles from './AuthPage.module.css';

/** Asks for a letter; whether there is such an account is told to nobody. */
export function ForgotPasswordScreen() {
  const t = useT();
  const [isSent, setSent] = useState(false);
  const { errors, problem, isBusy, onSubmit } = useForm({
    names: ['login'],
    check: ({ login }) => ({ login: login.trim() === '' ? t('field.required') : undefined }),
    async send({ login }) {
      await client.rest.mail.forgotPassword(login.trim());
      setSent(true);
    },
  });
  return (
    <AuthPage
      title={t(isSent ? 'auth.lookForLetter' : 'auth.forgotTitle')}
      hint={t(isSent ? 'auth.lookForLetterHint' : 'auth.forgotHint')}
    >
      {!isSent && (
        <form className={styles.form} onSubmit={onSubmit} noValidate>
          <Field
            label={t('auth.login')}
            name="login"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
            error={errors.login}
          />
          <FormEnd problem={problem} isBusy={isBusy} isWide>
            {t('auth.forgotAct')}
          </FormEnd>
        </form>
      )}
      <p className={styles.switch}>
        <Link href={routes.signIn}>{t('auth.signIn')}</Link>
      </p>
    </AuthPage>
  );
}
