import type { AdminPersonDetails } from '@bridges/contracts';
import { formatDate, formatMoment } from '../../i18n/dates.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsked } from '../groups/use-asked.ts';
import { fileSize } from '../media/show/file-size.ts';
import { Facts } from './Facts.tsx';
import { usageOf } from './people-calls.ts';
import { useWords } from './words/use-words.ts';

/** When she came and was here, her addresses, devices and storage. */
export function PersonFacts({ details: { person, sessions } }: { details: AdminPersonDetails }) {
  const words = useWords();
  const language = useLanguage();
  const usage = useAsked(person.id, () => usageOf(person.id));
  const moment = (at: string | null) => (at ? formatMoment(new Date(at), language) : words('never'));
  const { email, pendingEmail, isEmailConfirmed } = person;
  return (
    <Facts
      facts={[
        [words('joined'), formatDate(new Date(person.joinedAt), language)],
        [words('lastSignIn'), moment(person.lastSignInAt)],
        [words('lastSeen'), moment(person.lastSeenAt)],
        [words('sessions'), new Intl.NumberFormat(language).format(sessions)],
        [words('storage'), usage.state === 'there' ? fileSize(usage.answer.usedBytes, language) : '…'],
        [
          words('email'),
          email === null ? words('noEmail') : words(isEmailConfirmed ? 'emailOk' : 'emailUnsure', { email }),
        ],
        [words('pendingEmail'), pendingEmail],
        [words('deactivatedAt'), person.deactivatedAt && moment(person.deactivatedAt)],
      ]}
    />
  );
}
