import { useSearch } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { routes } from '../../routes/routes.ts';
import { OneActPage } from './OneActPage.tsx';

/** Where the last line of a letter leads, signed in or not. Only a press ends them. */
export function UnsubscribeScreen() {
  const t = useT();
  const token = new URLSearchParams(useSearch()).get('token') ?? '';
  return (
    <OneActPage
      before={{ title: t('letters.end'), hint: t('letters.endHint') }}
      after={{ title: t('letters.ended'), hint: t('letters.endedHint') }}
      act={t('letters.endAct')}
      wayOn={{ href: routes.settingsTab('notifications'), text: t('letters.settings') }}
      form={{ names: [], check: () => ({}), send: () => client.rest.mail.unsubscribe(token) }}
    />
  );
}
