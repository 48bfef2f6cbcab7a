import type { CreatedInviteLink, InviteLink } from '@bridges/contracts';
import type { Chat } from '@bridges/sdk';
import { Link2, Link2Off, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { formatWhen } from '../../i18n/dates.ts';
import { useLanguage, useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { userName } from '../../store/chat-title.ts';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { SkeletonRows } from '../../ui/SkeletonRows.tsx';
import { tried } from '../../ui/tried.ts';
import { useNow } from '../../ui/use-now.ts';
import { InvitedPeople } from './InvitedPeople.tsx';
import { NewInviteLink } from './NewInviteLink.tsx';
import styles from './Rows.module.css';
import { ShowInviteLink } from './ShowInviteLink.tsx';
import { useAsked } from './use-asked.ts';

/** The links that lead into a group; a new one is shown once. */
export function InviteLinks({ chat }: { chat: Chat }) {
  const t = useT();
  const asked = useAsked(chat.id, () => client.rest.inviteLinks.list(chat.id));
  const [isMaking, setMaking] = useState(false);
  const [made, setMade] = useState<CreatedInviteLink | null>(null);
  const [revoking, setRevoking] = useState<InviteLink | null>(null);
  const revoke = async (link: InviteLink) => {
    if (await tried(() => client.rest.inviteLinks.revoke(chat.id, link.id))) asked.retry();
  };
  const links = asked.state === 'there' ? asked.answer.links : [];
  const users = asked.state === 'there' ? asked.answer.users : [];
  return (
    <div className={styles.page}>
      <p className={styles.hint}>{t('group.linksHint')}</p>
      <div className={styles.top}>
        <Button isWide onClick={() => setMaking(true)}>
          {t('group.newLink')}
        </Button>
      </div>
      {asked.state === 'loading' && <SkeletonRows count={2} />}
      {asked.state === 'failed' && (
        <Notice title={t('error.unknown')} hint={t('error.network')} isAlert>
          <Button look="tinted" onClick={asked.retry}>
            {t('act.tryAgain')}
          </Button>
        </Notice>
      )}
      {asked.state === 'there' && links.length === 0 && (
        <Notice icon={Link2} title={t('group.noLinks')} hint={t('group.noLinksHint')} />
      )}
      <ul>
        {links.map((link) => (
          <LinkRow
            key={link.id}
            link={link}
            creator={userName(
              users.find(({ id }) => id === link.creatorId),
              t,
            )}
            onRevoke={() => setRevoking(link)}
          />
        ))}
      </ul>
      <InvitedPeople chat={chat} />
      {isMaking && (
        <NewInviteLink
          chatId={chat.id}
          onClose={() => setMaking(false)}
          onMade={(link) => {
            setMaking(false);
            setMade(link);
            asked.retry();
          }}
        />
      )}
      {made && <ShowInviteLink url={made.url} onClose={() => setMade(null)} />}
      {revoking && (
        <Confirm
          title={t('group.revokeAsk', { name: nameOf(revoking) })}
          text={t('group.revokeHint')}
          act={t('group.revoke')}
          onConfirm={() => void revoke(revoking)}
          onClose={() => setRevoking(null)}
        />
      )}
    </div>
  );
}

const nameOf = ({ name, prefix }: InviteLink): string => name || `${prefix}…`;

interface RowProps {
  link: InviteLink;
  creator: string;
  onRevoke: () => void;
}

function LinkRow({ link, creator, onRevoke }: RowProps) {
  const t = useT();
  const language = useLanguage();
  const now = useNow(60_000);
  const { expiresAt, useCount, useLimit, needsApproval, isUsable } = link;
  const ends = expiresAt === null ? null : new Date(expiresAt);
  const facts = [
    useLimit === null
      ? t('group.used', { count: useCount })
      : t('group.usedOf', { used: String(useCount), limit: String(useLimit) }),
    ends && t('group.until', { date: formatWhen(ends, now, language, t) }),
    needsApproval && t('group.withApproval'),
    creator,
  ];
  return (
    <li className={styles.row}>
      <span className={styles.icon} data-dead={!isUsable || undefined}>
        {isUsable ? <Link2 size={20} aria-hidden="true" /> : <Link2Off size={20} aria-hidden="true" />}
      </span>
      <span className={styles.text}>
        <bdi className={styles.name}>{nameOf(link)}</bdi>
        <span className={styles.quiet}>{facts.filter(Boolean).join(' · ')}</span>
        {!isUsable && <span className={styles.dead}>{t('group.linkOver')}</span>}
      </span>
      <IconButton
        icon={Trash2}
        label={t('group.revokeOne', { name: nameOf(link) })}
        className={styles.no}
        onClick={onRevoke}
      />
    </li>
  );
}
