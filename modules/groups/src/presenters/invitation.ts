import type {
  GroupPreview,
  Invitation,
  InviteLink,
  InviteLinkPreview,
  JoinOutcome,
  JoinRequest,
} from '@bridges/contracts';
import type { InvitationRow, InviteLinkRow, JoinRequestRow } from '../tables/invitations.ts';

/** What outsiders with an invitation or a link see of the group. */
export interface PreviewColumns {
  title: string;
  description: string;
  pictureFileId: string | null;
  memberCount: number;
}

export function presentPreview(view: PreviewColumns): GroupPreview {
  const { title, description, pictureFileId, memberCount } = view;
  return { title, description, pictureFileId, memberCount };
}

export type InvitationView = Pick<
  InvitationRow,
  'id' | 'chatId' | 'userId' | 'inviterId' | 'role' | 'createdAt' | 'expiresAt'
> &
  PreviewColumns;

export function presentInvitation(view: InvitationView): Invitation {
  return {
    id: view.id,
    chatId: view.chatId,
    group: presentPreview(view),
    userId: view.userId,
    inviterId: view.inviterId,
    role: view.role,
    createdAt: view.createdAt.toISOString(),
    expiresAt: view.expiresAt.toISOString(),
  };
}

export type InviteLinkView = Omit<InviteLinkRow, 'secretHash' | 'revokedAt'> & { isUsable: boolean };

export function presentInviteLink(view: InviteLinkView): InviteLink {
  return {
    id: view.id,
    chatId: view.chatId,
    name: view.name,
    prefix: view.prefix,
    creatorId: view.creatorId,
    createdAt: view.createdAt.toISOString(),
    expiresAt: view.expiresAt?.toISOString() ?? null,
    useLimit: view.useLimit,
    useCount: view.useCount,
    needsApproval: view.needsApproval,
    isUsable: view.isUsable,
  };
}

export type JoinRequestView = Pick<JoinRequestRow, 'chatId' | 'userId' | 'createdAt'> & PreviewColumns;

export function presentJoinRequest(view: JoinRequestView): JoinRequest {
  return {
    chatId: view.chatId,
    userId: view.userId,
    group: presentPreview(view),
    createdAt: view.createdAt.toISOString(),
  };
}

export interface LinkTarget extends PreviewColumns {
  chatId: string;
  needsApproval: boolean;
  isMember: boolean;
  isRequested: boolean;
}

/** The chat is named to its members only. */
export function presentLinkTarget(target: LinkTarget): InviteLinkPreview {
  return {
    group: presentPreview(target),
    needsApproval: target.needsApproval,
    chatId: target.isMember ? target.chatId : null,
    isRequested: target.isRequested,
  };
}

export function presentEntry({
  status,
  chatId,
}: {
  status: JoinOutcome['status'];
  chatId: string;
}): JoinOutcome {
  return { status, chatId: status === 'joined' ? chatId : null };
}
