import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { TestUser, testPassword } from '@bridges/dev-env/test-user';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
  chromium,
} from 'playwright-core';

const artifacts = join(import.meta.dirname, '../artifacts');

/** What a browser says of an answer that is no 2xx, or of a server that is gone: people's journeys include both. */
const expected = /Failed to load resource|WebSocket connection to|net::ERR_/;

/** So much of a page is told when a journey failed. */
const mostWords = 3000;

/** A person at a browser of her own. */
export interface Person {
  page: Page;
  context: BrowserContext;
  user: TestUser;
}

/** Browsers for one journey: who enters, what went wrong, what was seen at the end. */
export class Stage {
  readonly url: string;
  readonly #browser: Browser;
  readonly #contexts: BrowserContext[] = [];
  /** Page errors, errors on the console and violations of the content security policy. */
  readonly problems: string[] = [];
  /** Requests that were answered with an error or not at all: some journeys are about just that. */
  readonly #refusals: string[] = [];

  constructor(browser: Browser, url: string) {
    this.#browser = browser;
    this.url = url;
  }

  /** A browser that nobody has signed in with. */
  async open(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.#browser.newContext({
      baseURL: this.url,
      locale: 'en-GB',
      viewport: { width: 1280, height: 800 },
      ...options,
    });
    // Generous: a busy machine is no reason to fail.
    context.setDefaultTimeout(60_000);
    this.#contexts.push(context);
    await context.addInitScript(() => {
      addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        console.error(`CSP: ${violatedDirective} ${blockedURI}`),
      );
    });
    context.on('page', (page) => this.#watch(page));
    return context.newPage();
  }

  /** Registers somebody new. */
  register(name: string, displayName = name): Promise<TestUser> {
    return TestUser.register(this.url, name.toLowerCase(), { displayName });
  }

  /** Somebody who is signed in and at the list of chats. */
  async enter(user: TestUser, options: BrowserContextOptions = {}, path = '/'): Promise<Person> {
    const page = await this.open(options);
    const context = page.context();
    const answer = await context.request.post('/api/sessions', {
      data: { username: user.username, password: testPassword },
      headers: { origin: this.url },
    });
    if (!answer.ok()) throw new Error(`${user.username} could not sign in: ${await answer.text()}`);
    await page.goto(path);
    return { page, context, user };
  }

  /** What the pages say in words, and what they had refused, for who has to find out why a journey failed. */
  async describe(): Promise<string> {
    const pages = this.#contexts.flatMap((context) => context.pages());
    const said = pages.map(async (page, at) => {
      const words = await page
        .locator('body')
        .ariaSnapshot({ timeout: 5000 })
        .catch((error: unknown) => String(error));
      return `Page ${at + 1}, ${page.url()}:\n${words.slice(0, mostWords)}`;
    });
    return [...(await Promise.all(said)), ...this.#refusals].join('\n\n');
  }

  async close(name: string): Promise<void> {
    await mkdir(artifacts, { recursive: true });
    const file = name.replace(/[^\p{L}\d]+/gu, '-').toLowerCase();
    for (const [at, context] of this.#contexts.entries()) {
      for (const page of context.pages()) {
        // A picture that can't be taken must not hide why the journey failed.
        await page
          .screenshot({ path: join(artifacts, `${file}-${at + 1}.png`), timeout: 5000 })
          .catch(() => undefined);
      }
      await context.close();
    }
  }

  #watch(page: Page): void {
    page.on('response', (response) => {
      if (response.ok() || response.status() === 304) return;
      this.#refusals.push(`${response.request().method()} ${response.url()}: ${response.status()}`);
    });
    page.on('requestfailed', (request) => {
      this.#refusals.push(`${request.method()} ${request.url()}: ${request.failure()?.errorText ?? ''}`);
    });
    page.on('pageerror', (error) => this.problems.push(`${page.url()}: ${error.stack ?? error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error' && !expected.test(message.text())) {
        this.problems.push(`${page.url()}: ${message.text()}`);
      }
    });
  }
}

export function launchBrowser(args: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-gpu',
      '--disable-gpu-rasterization',
      '--disable-software-rasterizer',
      ...args,
    ],
  });
}
