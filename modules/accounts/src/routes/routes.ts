import type { HttpApp } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { changePassword } from './change-password.ts';
import { completeSetup } from './complete-setup.ts';
import { createServiceKey } from './create-service-key.ts';
import { createToken } from './create-token.ts';
import { endOtherSessions } from './end-other-sessions.ts';
import { endSession } from './end-session.ts';
import { getKeySet } from './get-key-set.ts';
import { getMe } from './get-me.ts';
import { getSetup } from './get-setup.ts';
import { getUser } from './get-user.ts';
import { listServiceKeys } from './list-service-keys.ts';
import { listSessions } from './list-sessions.ts';
import { listUsers } from './list-users.ts';
import { refreshSession } from './refresh-session.ts';
import { refreshToken } from './refresh-token.ts';
import { register } from './register.ts';
import { revokeServiceKey } from './revoke-service-key.ts';
import { signIn } from './sign-in.ts';
import { updateMe } from './update-me.ts';

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
  changePassword,
  listUsers,
  getUser,
  getSetup,
  completeSetup,
  getKeySet,
  createServiceKey,
  listServiceKeys,
  revokeServiceKey,
];

export function addRoutes(app: HttpApp, deps: Deps): void {
  for (const add of all) add(app, deps);
}
