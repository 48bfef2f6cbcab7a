import type { GroupWithRefused } from '@bridges/contracts';
import type { PublicUser } from '@bridges/sdk';
import { useLanguageStore } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { userName } from '../../store/chat-title.ts';
import { dismissToast, toast } from '../../ui/toasts.ts';
import { tried } from '../../ui/tried.ts';

/** Says who could not be added; who does not let herself be added may be invited. */
export function tellRefused({ chatId, refused }: GroupWithRefused, people: readonly PublicUser[]): void {
  const { t } = useLanguageStore.getState();
  const names = (ids: readonly string[]) =>
    ids
      .map((id) =>
        userName(
          people.find((user) => user.id === id),
          t,
        ),
      )
      .join(', ');
  const banned = refused.filter(({ reason }) => reason === 'banned').map(({ userId }) => userId);
  const shy = refused.filter(({ reason }) => reason === 'privacy').map(({ userId }) => userId);
  if (banned.length > 0) toast(t('group.refusedBanned', { names: names(banned) }));
  if (shy.length === 0) return;
  const id = toast(t('group.refusedPrivacy', { names: names(shy) }), {
    label: t('group.invite'),
    run() {
      dismissToast(id);
      void tried(() => client.rest.invitations.invite(chatId, { userIds: shy })).then((isDone) => {
        if (isDone) toast(t('group.invited', { names: names(shy) }));
      });
    },
  });
}
