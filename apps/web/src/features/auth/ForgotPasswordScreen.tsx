import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { routes } from '../../routes/routes.ts';
import { Field } from '../../ui/Field.tsx';
import { OneActPage } from './OneActPage.tsx';

/** Asks for a letter; whether there is such an account is told to nobody. */
export function ForgotPasswordScreen() {
  const t = useT();
  return (
    <OneActPage
      before={{ title: t('auth.forgotTitle'), hint: t('auth.forgotHint') }}
      after={{ title: t('auth.lookForLetter'), hint: t('auth.lookForLetterHint') }}
      act={t('auth.forgotAct')}
      wayOn={{ href: routes.signIn, text: t('auth.signIn') }}
      form={{
        names: ['login'],
        check: ({ login }) => ({ login: login.trim() === '' ? t('field.required') : undefined }),
        send: ({ login }) => client.rest.mail.forgotPassword(login.trim()),
      }}
    >
      {(errors) => (
        <Field
          label={t('auth.login')}
          name="login"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          error={errors.login}
        />
      )}
    </OneActPage>
  );
}
