import { CircleAlert, Link2Off } from 'lucide-react';
import { Link } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { routes } from '../../routes/routes.ts';
import { Button } from '../../ui/Button.tsx';
import buttonStyles from '../../ui/Button.module.css';
import { Notice } from '../../ui/Notice.tsx';
import { JoinCard } from './JoinCard.tsx';
import { useAsked } from './use-asked.ts';

/** Where an invite link leads. */
export function JoinByLink({ secret }: { secret: string }) {
  const asked = useAsked(secret, () => client.rest.inviteLinks.preview(secret));
  if (asked.state !== 'there') return <NotThere {...asked} kind="link" />;
  const { group, needsApproval, chatId, isRequested } = asked.answer;
  return (
    <JoinCard
      id={group.title}
      group={group}
      chatId={chatId}
      groupId={null}
      needsApproval={needsApproval}
      isRequested={isRequested}
      join={() => client.rest.inviteLinks.join(secret)}
    />
  );
}

/** A public group, or one of mine, by its handle. */
export function GroupByHandle({ handle }: { handle: string }) {
  const asked = useAsked(handle, () => client.rest.groups.byHandle(handle));
  if (asked.state !== 'there') return <NotThere {...asked} kind="handle" />;
  const found = asked.answer;
  return (
    <JoinCard
      id={found.chatId}
      group={found}
      chatId={found.role === null ? null : found.chatId}
      groupId={found.chatId}
      needsApproval={found.joinRule === 'approval'}
      isRequested={false}
      join={found.joinRule === 'invite' ? null : () => client.rest.groups.join(found.chatId)}
    />
  );
}

type Missing = { state: 'loading' } | { state: 'failed'; isGone: boolean };

function NotThere(props: Missing & { kind: 'link' | 'handle'; retry: () => void }) {
  const t = useT();
  if (props.state === 'loading') return null;
  if (!props.isGone) {
    return (
      <Notice icon={CircleAlert} title={t('error.unknown')} hint={t('error.network')} isAlert>
        <Button look="tinted" onClick={props.retry}>
          {t('act.tryAgain')}
        </Button>
      </Notice>
    );
  }
  const isLink = props.kind === 'link';
  return (
    <Notice
      icon={Link2Off}
      title={t(isLink ? 'group.linkDead' : 'group.handleDead')}
      hint={t(isLink ? 'group.linkDeadHint' : 'group.handleDeadHint')}
      isAlert
    >
      <Link href={routes.chats} className={buttonStyles.button ?? ''} data-look="tinted">
        {t('app.toChats')}
      </Link>
    </Notice>
  );
}
