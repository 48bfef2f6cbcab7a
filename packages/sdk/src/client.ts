import type { Client, ClientOptions } from './client-options.ts';

/** Makes a client. It does nothing until `start()`. */
export function createClient(options: ClientOptions): Client {
  throw new Error(`Not there yet: ${options.baseUrl}`);
}
