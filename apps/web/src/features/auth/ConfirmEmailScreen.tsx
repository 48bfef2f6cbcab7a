import { useSearch } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { routes } from '../../routes/routes.ts';
import { OneActPage } from './OneActPage.tsx';

/** Where the letter leads. Only a press confirms: programs that look at letters follow links as well. */
export function ConfirmEmailScreen() {
  const t = useT();
  const token = new URLSearchParams(useSearch()).get('token') ?? '';
  return (
    <OneActPage
      before={{ title: t('auth.confirmEmail'), hint: t('auth.confirmEmailHint') }}
      after={{ title: t('auth.emailConfirmed'), hint: t('auth.emailConfirmedHint') }}
      act={t('auth.confirmEmailAct')}
      wayOn={{ href: routes.chats, text: t('auth.toChats') }}
      form={{ names: [], check: () => ({}), send: () => client.rest.mail.confirmEmail(token) }}
    />
  );
}
