import { limits } from '@bridges/contracts/protocol';
import { useSearch } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { routes } from '../../routes/routes.ts';
import { Field } from '../../ui/Field.tsx';
import { checkPassword } from './checks.ts';
import { OneActPage } from './OneActPage.tsx';

/** Where the letter leads: a new password, which ends all sessions. */
export function ResetPasswordScreen() {
  const t = useT();
  const token = new URLSearchParams(useSearch()).get('token') ?? '';
  return (
    <OneActPage
      before={{ title: t('auth.resetTitle'), hint: t('auth.resetHint') }}
      after={{ title: t('auth.resetDone'), hint: t('auth.resetDoneHint') }}
      act={t('auth.resetAct')}
      wayOn={{ href: routes.signIn, text: t('auth.signIn') }}
      form={{
        names: ['newPassword'],
        check: ({ newPassword }) => ({ newPassword: checkPassword(newPassword, t) }),
        send: ({ newPassword }) => client.rest.mail.resetPassword({ token, newPassword }),
      }}
    >
      {(errors) => (
        <Field
          label={t('settings.newPassword')}
          hint={t('auth.passwordHint', { min: String(limits.password.min) })}
          name="newPassword"
          type="password"
          autoComplete="new-password"
          autoFocus
          error={errors.newPassword}
        />
      )}
    </OneActPage>
  );
}
