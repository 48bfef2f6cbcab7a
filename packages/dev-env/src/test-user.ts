import { randomUUID } from 'node:crypto';
import type { Chat, ErrorBody, Me, Message } from '@bridges/contracts';

export interface Answer<Body> {
  status: number;
  body: Body;
  headers: Headers;
}

export const testPassword = 'correct horse battery';

/** Somebody signed in with a bearer token, asking over plain HTTP: what an API client of anyone's would do. */
export class TestUser {
  readonly url: string;
  readonly me: Me;
  access: string;
  refresh: string;

  constructor(url: string, me: Me, tokens: { access: string; refresh: string }) {
    this.url = url;
    this.me = me;
    this.access = tokens.access;
    this.refresh = tokens.refresh;
  }

  static async register(
    url: string,
    name: string,
    fields: { displayName?: string; email?: string; language?: 'en' | 'ru' } = {},
  ): Promise<TestUser> {
    const username = `${name}-${randomUUID().slice(0, 8)}`;
    const registered = await ask<Me>(url, 'POST', '/api/register/', {
      username,
      password: testPassword,
      displayName: name,
      ...fields,
    });
    if (registered.status !== 201)
      throw new Error(`registering ${username}: ${JSON.stringify(registered.body)}`);
    return TestUser.signIn(url, username, registered.body);
  }

  static async signIn(url: string, username: string, me?: Me): Promise<TestUser> {
    const tokens = await ask<{ access: string; refresh: string }>(url, 'POST', '/api/token/', {
      username,
      password: testPassword,
    });
    if (tokens.status !== 200) throw new Error(`signing in ${username}: ${JSON.stringify(tokens.body)}`);
    const known = me ?? (await ask<Me>(url, 'GET', '/api/me', undefined, tokens.body.access)).body;
    return new TestUser(url, known, tokens.body);
  }

  get id(): string {
    return this.me.id;
  }

  get username(): string {
    return this.me.username;
  }

  /** Any request as this user; never throws for a status. */
  ask<Body = unknown>(method: string, path: string, body?: unknown): Promise<Answer<Body>> {
    return ask<Body>(this.url, method, path, body, this.access);
  }

  /** The body of a request that must succeed. */
  async get<Body>(path: string): Promise<Body> {
    const answer = await this.ask<Body>('GET', path);
    if (answer.status !== 200)
      throw new Error(`GET ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  async openDirect(other: { id: string }): Promise<Chat> {
    const answer = await this.ask<Chat>('POST', '/api/chats/direct', { userId: other.id });
    if (answer.status > 201) throw new Error(`opening a chat: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  async post(chatId: string, text: string, clientId?: string): Promise<Message> {
    const answer = await this.ask<Message>('POST', `/api/chats/${chatId}/messages`, {
      text,
      ...(clientId ? { clientId } : {}),
    });
    if (answer.status > 201) throw new Error(`posting: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
}

/** One HTTP request; a string body is sent as it is, everything else as JSON. */
export async function ask<Body = unknown>(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  access?: string,
  headers: Record<string, string> = {},
): Promise<Answer<Body>> {
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(access === undefined ? {} : { authorization: `Bearer ${access}` }),
      ...headers,
    },
    ...(body === undefined
      ? {}
      : {
          body:
            typeof body === 'string' || body instanceof Uint8Array
              ? (body as BodyInit)
              : JSON.stringify(body),
        }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return {
    status: response.status,
    body: (isJson && text !== '' ? JSON.parse(text) : text) as Body,
    headers: response.headers,
  };
}

/** The stable code of a refusal. */
export const codeOf = (answer: Answer<unknown>): string => (answer.body as ErrorBody).error.code;
