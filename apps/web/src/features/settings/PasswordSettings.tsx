import { limits } from '@bridges/contracts/protocol';
import { useState } from 'react';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { useMe } from '../../store/selectors.ts';
import { Field } from '../../ui/Field.tsx';
import { FormEnd } from '../../ui/FormEnd.tsx';
import { toast } from '../../ui/toasts.ts';
import { useForm } from '../../ui/use-form.ts';
import { checkPassword } from '../auth/checks.ts';
import styles from './SettingsPage.module.css';

export function PasswordSettings() {
  const t = useT();
  const me = useMe();
  /** A new form after each change: its fields are empty again. */
  const [round, setRound] = useState(0);
  const { errors, problem, isBusy, onSubmit } = useForm({
    names: ['currentPassword', 'newPassword'],
    check: ({ currentPassword, newPassword }) => ({
      currentPassword: currentPassword === '' ? t('field.required') : undefined,
      newPassword: checkPassword(newPassword, t),
    }),
    async send(passwords) {
      await client.rest.me.changePassword(passwords);
      setRound(round + 1);
      toast(t('settings.passwordChanged'));
    },
  });
  return (
    <form key={round} className={styles.form} onSubmit={onSubmit} noValidate>
      <input type="text" name="username" autoComplete="username" value={me?.username ?? ''} hidden readOnly />
      <Field
        label={t('settings.currentPassword')}
        name="currentPassword"
        type="password"
        autoComplete="current-password"
        error={errors.currentPassword}
      />
      <Field
        label={t('settings.newPassword')}
        hint={t('auth.passwordHint', { min: String(limits.password.min) })}
        name="newPassword"
        type="password"
        autoComplete="new-password"
        error={errors.newPassword}
      />
      <p className={styles.quiet}>{t('settings.passwordWarn')}</p>
      <FormEnd problem={problem} isBusy={isBusy}>
        {t('settings.passwordChange')}
      </FormEnd>
    </form>
  );
}
