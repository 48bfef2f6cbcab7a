import type { Me, PublicUser, Session, UserPage } from '@bridges/contracts';
import type { Requester } from './request.ts';
import type {
  CredentialsBody,
  EmailBody,
  PasswordBody,
  PasswordResetBody,
  ProfileBody,
  RegisterBody,
  SetupBody,
  UserQuery,
} from './shapes.ts';
import type { TokenHolder, Tokens } from './tokens.ts';

/** Signing in and out, profiles, sessions, the directory and the first set-up. */
export function accountsRest(request: Requester, tokens: TokenHolder) {
  const signIn = async (body: CredentialsBody): Promise<void> => {
    if (!tokens.isBearer) {
      await request<Me>('POST', '/api/sessions', { body, access: 'public' });
      return;
    }
    tokens.set(await request<Tokens>('POST', '/api/token/', { body, access: 'public' }));
  };
  const getSetup = () =>
    request<{ isNeeded: boolean; hasMail: boolean }>('GET', '/api/setup', { access: 'public' });
  const getMe = () => request<Me>('GET', '/api/me');

  return {
    /** Makes an account. Does not sign in: follow with `signIn`. */
    register: (body: RegisterBody) => request<Me>('POST', '/api/register/', { body, access: 'public' }),
    /** Signs in with username or e-mail: sets the cookies, or fetches and holds the tokens. */
    async signIn(body: CredentialsBody): Promise<Me> {
      await signIn(body);
      return getMe();
    },
    /** Ends this session. In bearer mode the tokens are forgotten even if the server can't be reached. */
    async signOut(): Promise<void> {
      try {
        await request('DELETE', '/api/sessions/current');
      } finally {
        tokens.set(null);
      }
    },
    me: {
      get: getMe,
      update: (body: ProfileBody) => request<Me>('PATCH', '/api/me', { body }),
      /** A picture that I have uploaded, cut as it shall be shown. */
      setAvatar: (fileId: string) => request<Me>('PUT', '/api/me/avatar', { body: { fileId } }),
      removeAvatar: () => request<Me>('DELETE', '/api/me/avatar'),
      /** The address takes effect once the link in the letter to it is followed; `null` takes it away. */
      setEmail: (body: EmailBody) => request<Me>('PUT', '/api/me/email', { body }),
      /** Sends the letter that confirms my address once more. */
      sendConfirmation: () => request<void>('POST', '/api/me/email/confirmation'),
      /** Ends all other sessions. */
      changePassword: (body: PasswordBody) => request<void>('PUT', '/api/me/password', { body }),
    },
    /** What mailed links lead to, signed in or not. */
    mail: {
      confirmEmail: (token: string) =>
        request<void>('POST', '/api/email/confirm', { body: { token }, access: 'public' }),
      /** Ends letters about missed messages, with the token of a link in one. */
      unsubscribe: (token: string) =>
        request<void>('POST', '/api/notifications/unsubscribe', { query: { token }, access: 'public' }),
      /** Answers alike whether there is such an account or not. */
      forgotPassword: (login: string) =>
        request<void>('POST', '/api/password/forgotten', { body: { login }, access: 'public' }),
      /** Ends all sessions. */
      resetPassword: (body: PasswordResetBody) =>
        request<void>('POST', '/api/password/reset', { body, access: 'public' }),
    },
    sessions: {
      list: async () => (await request<{ sessions: Session[] }>('GET', '/api/sessions')).sessions,
      end: (id: string) => request<void>('DELETE', `/api/sessions/${id}`),
      /** Resolves with how many were ended. */
      endOthers: async () => (await request<{ endedCount: number }>('DELETE', '/api/sessions')).endedCount,
    },
    users: {
      list: (query: UserQuery = {}, signal?: AbortSignal) =>
        request<UserPage>('GET', '/api/users', { query: { ...query }, signal }),
      get: (id: string) => request<PublicUser>('GET', `/api/users/${id}`),
      /** At most 100 ids. */
      getMany: async (ids: readonly string[]) =>
        (await request<UserPage>('GET', '/api/users', { query: { ids: ids.join(',') } })).users,
    },
    setup: {
      isNeeded: async () => (await getSetup()).isNeeded,
      /** Does the server send letters, e.g. for a forgotten password? */
      hasMail: async () => (await getSetup()).hasMail,
      /** Makes the first administrator, with the token of the set-up link. */
      complete: (body: SetupBody) => request<Me>('POST', '/api/setup', { body, access: 'public' }),
    },
  };
}
