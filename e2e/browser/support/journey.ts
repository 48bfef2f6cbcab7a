import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { Stage, launchBrowser } from './stage.ts';

let browser: Browser | undefined;

/** Call once in a file of journeys: Chromium lives as long as the file. */
export function useBrowser(args: readonly string[] = []): void {
  beforeAll(async () => {
    browser = await launchBrowser(args);
  });
  afterAll(() => browser?.close());
}

/** A test in browsers, on the run's server or one of its own. It fails on any error that a page reports. */
export function journey(name: string, walk: (stage: Stage) => Promise<void>, url?: () => string): void {
  test(`${name}`, async () => {
    if (!browser) throw new Error('Call useBrowser() first.');
    const stage = new Stage(browser, url?.() ?? inject('bridgesUrl'));
    try {
      await walk(stage);
      expect(stage.problems).toEqual([]);
    } catch (error) {
      // Where only the log is left of a run, no picture says what was in view.
      if (error instanceof Error) error.message += `\n\n${await stage.describe()}`;
      throw error;
    } finally {
      await stage.close(name);
    }
  });
}
