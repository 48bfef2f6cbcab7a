import type { PublicUser } from '@bridges/sdk';
import { Route } from 'lucide-react';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { useLocation, useSearch } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { routes } from '../../routes/routes.ts';
import { userName } from '../../store/chat-title.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useAsked } from '../groups/use-asked.ts';
import { messagePlace } from './message-place.ts';
import { PersonField } from './PersonField.tsx';
import { TraceAnswer } from './TraceAnswer.tsx';
import styles from './TracePage.module.css';
import { useWords } from './words/use-words.ts';

/** Why somebody was told of a message, or was not. What is asked stands in the address. */
export function TracePage() {
  const words = useWords();
  const asked = new URLSearchParams(useSearch());
  const userId = asked.get('user');
  const place = messagePlace(asked.get('message') ?? '');
  return (
    <>
      <TraceForm key={userId} userId={userId} text={place ? `${place.chatId} ${place.seq}` : ''} />
      {userId && place ? (
        <TraceAnswer key={`${userId} ${place.chatId} ${place.seq}`} userId={userId} place={place} />
      ) : (
        <Notice icon={Route} title={words('tracePick')} hint={words('tracePickHint')} />
      )}
    </>
  );
}

function TraceForm({ userId, text }: { userId: string | null; text: string }) {
  const t = useT();
  const words = useWords();
  const [, navigate] = useLocation();
  const [changed, setPicked] = useState<PublicUser | null>();
  const [errors, setErrors] = useState<{ person?: string; message?: string }>({});
  const known = useAsked(userId ?? '', async () => (userId ? client.rest.users.get(userId) : null));
  const picked = changed === undefined ? (known.state === 'there' ? known.answer : null) : changed;
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const written = new FormData(event.currentTarget).get('message');
    const place = messagePlace(typeof written === 'string' ? written : '');
    setErrors({
      ...(picked ? {} : { person: words('personMissing') }),
      ...(place ? {} : { message: words('messageBad') }),
    });
    if (!picked || !place) return;
    const query = new URLSearchParams({ user: picked.id, message: `${place.chatId}/${place.seq}` });
    navigate(`${routes.adminTab('trace')}?${query.toString()}`);
  };
  return (
    <form className={styles.form} onSubmit={onSubmit} noValidate aria-label={words('trace')}>
      <PersonField
        picked={picked}
        error={errors.person}
        onPick={(user) => {
          setPicked(user);
          setErrors(({ message }) => (message ? { message } : {}));
        }}
      />
      <Field
        key={text}
        name="message"
        label={words('messageField')}
        hint={words('messageHelp')}
        error={errors.message}
        defaultValue={text}
        autoComplete="off"
        spellCheck={false}
        dir="ltr"
      />
      <Button type="submit" aria-label={picked ? `${words('show')}: ${userName(picked, t)}` : undefined}>
        {words('show')}
      </Button>
    </form>
  );
}
