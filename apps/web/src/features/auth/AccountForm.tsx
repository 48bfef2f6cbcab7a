import { limits } from '@bridges/contracts/protocol';
import { useLanguage, useT } from '../../i18n/language.ts';
import type { Language } from '../../i18n/catalogue.ts';
import { Field } from '../../ui/Field.tsx';
import { FormEnd } from '../../ui/FormEnd.tsx';
import { useForm } from '../../ui/use-form.ts';
import styles from './AuthPage.module.css';
import { checkEmail, checkPassword, checkUsername } from './checks.ts';

export interface NewAccount {
  username: string;
  password: string;
  email?: string;
  displayName?: string;
  language: Language;
}
interface Props {
  act: string;
  onSend: (account: NewAccount) => Promise<void>;
}

/** The fields of a new account, for registering and for the first administrator. */
export function AccountForm({ act, onSend }: Props) {
  const t = useT();
  const language = useLanguage();
  const { errors, problem, isBusy, onSubmit } = useForm({
    names: ['displayName', 'username', 'email', 'password'],
    check: ({ username, email, password }) => ({
      username: checkUsername(username.trim(), t),
      email: checkEmail(email.trim(), t),
      password: checkPassword(password, t),
    }),
    send: ({ displayName, username, email, password }) =>
      onSend({
        username: username.trim(),
        password,
        language,
        ...(email.trim() && { email: email.trim() }),
        ...(displayName.trim() && { displayName: displayName.trim() }),
      }),
  });
  return (
    <form className={styles.form} onSubmit={onSubmit} noValidate>
      <Field
        label={t('auth.displayName')}
        hint={t('auth.displayNameHint')}
        name="displayName"
        autoComplete="name"
        maxLength={limits.displayName}
        autoFocus
      />
      <Field
        label={t('auth.username')}
        hint={t('auth.usernameHint')}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={limits.username.max}
        error={errors.username}
      />
      <Field
        label={t('auth.emailOptional')}
        name="email"
        type="email"
        autoComplete="email"
        error={errors.email}
      />
      <Field
        label={t('auth.password')}
        hint={t('auth.passwordHint', { min: String(limits.password.min) })}
        name="password"
        type="password"
        autoComplete="new-password"
        error={errors.password}
      />
      <FormEnd problem={problem} isBusy={isBusy} isWide>
        {act}
      </FormEnd>
    </form>
  );
}
