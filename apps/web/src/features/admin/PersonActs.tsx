import type { AdminPersonDetails, PasswordLink } from '@bridges/contracts';
import { useState } from 'react';
import { useT } from '../../i18n/language.ts';
import { userName } from '../../store/chat-title.ts';
import { useMe } from '../../store/selectors.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './Lists.module.css';
import {
  confirmEmail,
  deactivate,
  makePasswordLink,
  reactivate,
  sendPasswordLetter,
  setRole,
  signOutOf,
} from './people-calls.ts';
import { PasswordLinkDialog } from './PasswordLinkDialog.tsx';
import { ReasonDialog } from './ReasonDialog.tsx';
import { useAct } from './use-act.ts';
import { useWords } from './words/use-words.ts';

type Act =
  | 'deactivate'
  | 'reactivate'
  | 'giveAdmin'
  | 'takeAdmin'
  | 'signOut'
  | 'letter'
  | 'link'
  | 'confirm';

/** What can be done about somebody. Each act asks first, names her, and is noted with its reason. */
export function PersonActs({ details, onChanged }: { details: AdminPersonDetails; onChanged: () => void }) {
  const t = useT();
  const words = useWords();
  const isMe = useMe()?.id === details.person.id;
  const [asked, setAsked] = useState<Act | null>(null);
  const [link, setLink] = useState<PasswordLink | null>(null);
  const { busyId, act } = useAct(onChanged);
  const { person, hasMail, sessions } = details;
  const { id, isAdmin } = person;
  const name = userName(person, t);
  const unsure = person.pendingEmail ?? (person.isEmailConfirmed ? null : person.email);
  const isClosed = person.deactivatedAt !== null;

  const runs: Record<Act, (reason: string) => Promise<unknown>> = {
    deactivate: (reason) => deactivate(id, reason),
    reactivate: (reason) => reactivate(id, reason),
    giveAdmin: (reason) => setRole(id, true, reason),
    takeAdmin: (reason) => setRole(id, false, reason),
    signOut: (reason) => signOutOf(id, reason),
    letter: (reason) => sendPasswordLetter(id, reason),
    link: async (reason) => setLink(await makePasswordLink(id, reason)),
    confirm: (reason) => confirmEmail(id, unsure ?? '', reason),
  };
  const undos: Partial<Record<Act, () => Promise<unknown>>> = {
    deactivate: () => reactivate(id),
    giveAdmin: () => setRole(id, false),
    takeAdmin: () => setRole(id, true),
  };
  const run = (one: Act, reason: string) => {
    const undo = undos[one];
    return act(
      one,
      async () => {
        await runs[one](reason);
        return words(`done_${one}`, { name });
      },
      undo && { label: words('undo'), run: undo },
    );
  };
  const open: Act[] = [
    isAdmin ? 'takeAdmin' : 'giveAdmin',
    ...(hasMail && person.isEmailConfirmed ? (['letter'] as const) : []),
    'link',
    ...(unsure ? (['confirm'] as const) : []),
    ...(sessions > 0 ? (['signOut'] as const) : []),
    ...(isMe ? [] : (['deactivate'] as const)),
  ];
  return (
    <div className={styles.acts}>
      {(isClosed ? (['reactivate'] as const) : open).map((one) => (
        <Button
          key={one}
          look={one === 'deactivate' ? 'danger' : 'tinted'}
          isBusy={busyId === one}
          onClick={() => setAsked(one)}
        >
          {words(`act_of_${one}`)}
        </Button>
      ))}
      {asked && (
        <ReasonDialog
          title={words(`ask_${asked}`, { name, email: unsure ?? '' })}
          text={words(`hint_${asked}`, { name })}
          act={words(`act_of_${asked}`)}
          isNeeded={asked === 'deactivate'}
          isDanger={asked === 'deactivate'}
          onConfirm={(reason) => void run(asked, reason)}
          onClose={() => setAsked(null)}
        />
      )}
      {link && <PasswordLinkDialog name={name} link={link} onClose={() => setLink(null)} />}
    </div>
  );
}
