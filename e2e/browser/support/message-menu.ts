import type { Page } from 'playwright-core';
import { bubble } from './in-chat.ts';

/** Right-clicks a message and chooses from its menu. */
export async function menuOf(page: Page, text: string, act: string): Promise<void> {
  await bubble(page, text)
    .first()
    .click({ button: 'right', position: { x: 12, y: 8 } });
  await page.getByRole('menuitem', { name: act, exact: true }).click();
}
