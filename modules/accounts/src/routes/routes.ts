import type { HttpApp } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { acceptContact } from './accept-contact.ts';
import { adminConfirmEmail } from './admin-confirm-email.ts';
import { adminDeactivateUser } from './admin-deactivate-user.ts';
import { adminEndSessions } from './admin-end-sessions.ts';
import { adminGetPerson } from './admin-get-person.ts';
import { adminListPeople } from './admin-list-people.ts';
import { adminMakePasswordLink } from './admin-make-password-link.ts';
import { adminReactivateUser } from './admin-reactivate-user.ts';
import { adminSendPasswordLetter } from './admin-send-password-letter.ts';
import { adminSetRole } from './admin-set-role.ts';
import { blockUser } from './block-user.ts';
import { cancelContactRequest } from './cancel-contact-request.ts';
import { changeEmail } from './change-email.ts';
import { changePassword } from './change-password.ts';
import { confirmEmail } from './confirm-email.ts';
import { completeSetup } from './complete-setup.ts';
import { createServiceKey } from './create-service-key.ts';
import { createToken } from './create-token.ts';
import { declineContact } from './decline-contact.ts';
import { endOtherSessions } from './end-other-sessions.ts';
import { endSession } from './end-session.ts';
import { forgotPassword } from './forgot-password.ts';
import { getKeySet } from './get-key-set.ts';
import { getMe } from './get-me.ts';
import { getAccountsOverview } from './get-overview.ts';
import { getPrivacy } from './get-privacy.ts';
import { getRelation } from './get-relation.ts';
import { getSetup } from './get-setup.ts';
import { getUser } from './get-user.ts';
import { listBlocks } from './list-blocks.ts';
import { listContactRequests } from './list-contact-requests.ts';
import { listContacts } from './list-contacts.ts';
import { listServiceKeys } from './list-service-keys.ts';
import { listSessions } from './list-sessions.ts';
import { listUsers } from './list-users.ts';
import { refreshSession } from './refresh-session.ts';
import { refreshToken } from './refresh-token.ts';
import { register } from './register.ts';
import { removeContact } from './remove-contact.ts';
import { requestContact } from './request-contact.ts';
import { removeAvatar } from './remove-avatar.ts';
import { resetPassword } from './reset-password.ts';
import { revokeServiceKey } from './revoke-service-key.ts';
import { sendConfirmation } from './send-confirmation.ts';
import { setAvatar } from './set-avatar.ts';
import { signIn } from './sign-in.ts';
import { unblockUser } from './unblock-user.ts';
import { updateMe } from './update-me.ts';
import { updatePrivacy } from './update-privacy.ts';

const all = [
  register,
  createToken,
  refreshToken,
  signIn,
  refreshSession,
  listSessions,
  endSession,
  endOtherSessions,
  getMe,
  updateMe,
  setAvatar,
  removeAvatar,
  changePassword,
  changeEmail,
  sendConfirmation,
  confirmEmail,
  forgotPassword,
  resetPassword,
  listUsers,
  getUser,
  getSetup,
  completeSetup,
  getKeySet,
  createServiceKey,
  listServiceKeys,
  revokeServiceKey,
  listContacts,
  requestContact,
  listContactRequests,
  acceptContact,
  declineContact,
  cancelContactRequest,
  getRelation,
  removeContact,
  listBlocks,
  blockUser,
  unblockUser,
  getPrivacy,
  updatePrivacy,
  getAccountsOverview,
  adminConfirmEmail,
  adminDeactivateUser,
  adminEndSessions,
  adminGetPerson,
  adminListPeople,
  adminMakePasswordLink,
  adminReactivateUser,
  adminSendPasswordLetter,
  adminSetRole,
];

export function addRoutes(app: HttpApp, deps: Deps): void {
  for (const add of all) add(app, deps);
}
