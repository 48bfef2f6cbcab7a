import { ApiError } from '@bridges/sdk';
import type { Key } from '../i18n/catalogue.ts';
import type { Translate } from '../i18n/translate.ts';

type ErrorKey = Exclude<Extract<Key, `error.${string}`>, `${string}Hint`>;

/** Errors by their stable code, in words that say what to do next. */
const byCode: Readonly<Record<string, ErrorKey>> = {
  'accounts.wrong_credentials': 'error.signIn',
  'accounts.deactivated': 'error.deactivated',
  'accounts.username_taken': 'error.usernameTaken',
  'accounts.wrong_password': 'error.wrongPassword',
  'accounts.setup_token_invalid': 'error.setupToken',
  'accounts.email_taken': 'error.emailTaken',
  'accounts.mail_not_configured': 'error.noMail',
  'accounts.mail_link_invalid': 'error.mailLink',
  'notifications.unsubscribe_link_invalid': 'error.linkDead',
  'accounts.too_many_at_once': 'error.rateLimited',
  'groups.handle_taken': 'error.handleTaken',
  'groups.not_allowed': 'error.notAllowed',
  'groups.owner_protected': 'error.notAllowed',
  'groups.role_too_high': 'error.notAllowed',
  'groups.last_owner': 'error.lastOwner',
  'groups.banned': 'error.banned',
  'groups.invitation_needed': 'error.inviteOnly',
  'groups.link_not_found': 'error.linkDead',
  'groups.invitation_not_found': 'error.gone',
  'groups.request_not_found': 'error.gone',
  'groups.no_such_member': 'error.gone',
  'groups.user_banned': 'error.userBanned',
  'accounts.user_not_found': 'error.personGone',
  'accounts.person_blocked': 'error.personBlocked',
  'accounts.request_not_found': 'error.requestGone',
  'messages.cannot_write': 'error.cannotWrite',
  'messages.peer_deactivated': 'error.peerDeactivated',
  'messages.sender_deactivated': 'error.senderDeactivated',
  'messages.chat_read_only': 'error.chatReadOnly',
  'messages.post_forbidden': 'error.notAllowed',
  'messages.chat_not_found': 'error.chatNotFound',
  'messages.reply_target_not_found': 'error.answeredGone',
  'messages.search_too_slow': 'error.searchTooSlow',
  'files.file_too_large': 'error.fileTooLarge',
  'files.quota_exceeded': 'error.noRoom',
  'files.picture_too_large': 'error.pictureTooLarge',
  'files.too_many_frames': 'error.pictureTooLarge',
  'files.not_a_picture': 'error.notAPicture',
  'files.too_many_uploads': 'error.rateLimited',
  'web.file_gone': 'error.fileGone',
  'http.invalid_request': 'error.invalid',
  'sdk.network': 'error.network',
  'sdk.offline': 'error.network',
  'sdk.timeout': 'error.network',
  'sdk.bad_answer': 'error.network',
};

/** An error of which only the code was kept. */
export function errorCodeText(code: string, t: Translate): string {
  return t(byCode[code] ?? 'error.unknown');
}

export function errorText(error: unknown, t: Translate): string {
  if (!(error instanceof ApiError)) return t('error.unknown');
  return t(byCode[error.code] ?? (error.status === 429 ? 'error.rateLimited' : 'error.unknown'));
}
