import { createClient, memoryOutboxStore } from '@bridges/sdk';
import type { Client, ClientOptions, Tokens } from '@bridges/sdk';
import { until } from './until.ts';

/** Somebody at a device: an SDK client, signed in and connected. */
export interface Person extends AsyncDisposable {
  id: string;
  username: string;
  client: Client;
  tokens: Tokens;
}

const password = 'correct horse battery';
const timing = { reconnectMinMs: 50, reconnectMaxMs: 500, readDebounceMs: 20, sendRetryMs: 100 };

/** Registers somebody new and connects a client of hers; `beforeStart` may listen from the very beginning. */
export async function join(
  url: string,
  name: string,
  { beforeStart, ...options }: Partial<ClientOptions> & { beforeStart?: (client: Client) => void } = {},
): Promise<Person> {
  let tokens: Tokens | null = null;
  const client = createClient({
    baseUrl: url,
    session: { onTokens: (next) => (tokens = next) },
    outboxStore: memoryOutboxStore(),
    timing,
    ...options,
  });
  const username = `${name}-${crypto.randomUUID().slice(0, 8)}`;
  await client.rest.register({ username, password, displayName: `${name} ${username.slice(-8)}` });
  const me = await client.rest.signIn({ username, password });
  beforeStart?.(client);
  await client.start({ me });
  await until(() => client.connection.status === 'online', `${name} online`, undefined, 20_000);
  return {
    id: me.id,
    username,
    client,
    get tokens() {
      if (!tokens) throw new Error(`${name} is signed out`);
      return tokens;
    },
    [Symbol.asyncDispose]: () => client.stop(),
  };
}

/** The same person at one more device. */
export async function atAnotherDevice(url: string, { id, username }: Person): Promise<Person> {
  let tokens: Tokens | null = null;
  const client = createClient({
    baseUrl: url,
    session: { onTokens: (next) => (tokens = next) },
    outboxStore: memoryOutboxStore(),
    timing,
  });
  const me = await client.rest.signIn({ username, password });
  await client.start({ me });
  await until(() => client.connection.status === 'online', `${username} online again`, undefined, 20_000);
  return {
    id,
    username,
    client,
    get tokens() {
      if (!tokens) throw new Error(`${username} is signed out`);
      return tokens;
    },
    [Symbol.asyncDispose]: () => client.stop(),
  };
}

/** The texts of a chat's window as this person sees them. */
export const textsOf = ({ client }: Person, chatId: string): string[] =>
  client.getState().chats[chatId]?.messages.map(({ text }) => text) ?? [];
