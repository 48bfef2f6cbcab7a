import type { SocketEvent } from '@bridges/contracts';
import type { JoinRequest } from '@bridges/sdk';
import { navigate } from 'wouter/use-browser-location';
import { useLanguageStore } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { routes } from '../../routes/routes.ts';
import { dismissToast, toast } from '../../ui/toasts.ts';

/** Tells when a group that I asked to join has let me in. */
export function tellWhenLetIn(): () => void {
  /** The state forgets a request as soon as it is answered. */
  const asked = new Map<string, JoinRequest>();
  const look = () => {
    for (const request of Object.values(client.getState().doors.requests)) asked.set(request.chatId, request);
  };
  const onEvent = (event: SocketEvent) => {
    if (event.ev !== 'joinRequestGone' || event.user !== client.getState().me?.id) return;
    const request = asked.get(event.chat);
    asked.delete(event.chat);
    if (request && event.outcome === 'approved') tell(request);
  };
  look();
  const stops = [client.subscribe(look), client.onEvent(onEvent)];
  return () => {
    for (const stop of stops) stop();
  };
}

function tell({ chatId, group }: JoinRequest): void {
  const { t } = useLanguageStore.getState();
  const id = toast(t('group.letIn', { title: group.title }), {
    label: t('group.open'),
    run() {
      dismissToast(id);
      navigate(routes.chat(chatId));
    },
  });
}
