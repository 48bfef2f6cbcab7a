import type { Invitation, JoinRequest, SocketEvent } from '@bridges/contracts';
import type { PublicUser } from '@bridges/sdk';
import { navigate } from 'wouter/use-browser-location';
import { create } from 'zustand';
import { useLanguageStore } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { routes } from '../../routes/routes.ts';
import { dismissToast, toast } from '../../ui/toasts.ts';

interface Doors {
  /** Groups that I am invited into. */
  invitations: readonly Invitation[];
  /** Groups that I asked to join. */
  requests: readonly JoinRequest[];
  /** How many wait for an answer, by groups where I may give it. */
  waiting: Readonly<Record<string, number>>;
  /** Who invited me. */
  users: Readonly<Record<string, PublicUser>>;
  isLoaded: boolean;
}
const nothing: Doors = { invitations: [], requests: [], waiting: {}, users: {}, isLoaded: false };

/** The ways into groups that are open for me, and those I may open for others. */
export const useDoors = create<Doors>(() => nothing);

async function load(): Promise<void> {
  const [page, mine] = await Promise.all([
    client.rest.invitations.list({ limit: 100 }),
    client.rest.joinRequests.mine(),
  ]);
  useDoors.setState({
    invitations: page.invitations,
    users: byId(page.users),
    requests: mine.requests,
    waiting: mine.waiting,
    isLoaded: true,
  });
}

/** Follows them live, and asks anew whenever the connection is back. */
export function followDoors(): () => void {
  let wasOnline = false;
  const look = () => {
    const isOnline = client.connection.status === 'online';
    if (isOnline && !wasOnline) void load().catch(() => undefined);
    wasOnline = isOnline;
    if (client.getState().me === null) useDoors.setState(nothing);
  };
  look();
  const stops = [client.subscribe(look), client.onEvent(onEvent)];
  return () => {
    for (const stop of stops) stop();
  };
}

function onEvent(event: SocketEvent): void {
  const myId = client.getState().me?.id;
  const now = useDoors.getState();
  if (event.ev === 'invitation' && event.invitation.userId === myId) {
    const others = now.invitations.filter(({ id }) => id !== event.invitation.id);
    useDoors.setState({
      invitations: [event.invitation, ...others],
      users: { ...now.users, ...byId(event.users) },
    });
  } else if (event.ev === 'invitationGone' && event.user === myId) {
    forgetInvitation(event.invitation);
  } else if (event.ev === 'joinRequest') {
    count(event.request.chatId, event.waiting);
    if (event.request.userId !== myId) return;
    const others = now.requests.filter(({ chatId }) => chatId !== event.request.chatId);
    useDoors.setState({ requests: [event.request, ...others] });
  } else if (event.ev === 'joinRequestGone') {
    count(event.chat, event.waiting);
    if (event.user !== myId) return;
    const request = now.requests.find(({ chatId }) => chatId === event.chat);
    useDoors.setState({ requests: now.requests.filter((one) => one !== request) });
    if (request && event.outcome === 'approved') tellLetIn(request);
  }
}

function tellLetIn({ chatId, group }: JoinRequest): void {
  const { t } = useLanguageStore.getState();
  const id = toast(t('group.letIn', { title: group.title }), {
    label: t('group.open'),
    run() {
      dismissToast(id);
      navigate(routes.chat(chatId));
    },
  });
}

export function forgetInvitation(id: string): void {
  useDoors.setState(({ invitations }) => ({ invitations: invitations.filter((one) => one.id !== id) }));
}

function count(chatId: string, waiting: number | null): void {
  if (waiting === null) return;
  useDoors.setState((now) => ({ waiting: { ...now.waiting, [chatId]: waiting } }));
}

const byId = (users: readonly PublicUser[]): Record<string, PublicUser> =>
  Object.fromEntries(users.map((user) => [user.id, user]));
