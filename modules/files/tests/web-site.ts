import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A web site on this machine, page by page, that remembers what it was asked. */
export class WebSite {
  readonly pages: Record<string, Answer> = {};
  readonly asked: string[] = [];
  readonly #server: Server = createServer((request, response) => {
    const path = request.url ?? '/';
    this.asked.push(path);
    const answer = this.pages[path.split('?')[0] ?? '/'];
    if (answer) answer(request, response);
    else response.writeHead(404).end();
  });

  static async start(): Promise<WebSite> {
    const site = new WebSite();
    await new Promise<void>((resolve) => site.#server.listen(0, '127.0.0.1', resolve));
    return site;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  html(path: string, html: string): void {
    this.pages[path] = (_request, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(html);
    };
  }

  bytes(path: string, type: string, bytes: Buffer): void {
    this.pages[path] = (_request, response) => {
      response.setHeader('content-type', type);
      response.end(bytes);
    };
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
