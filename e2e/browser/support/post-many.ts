import type { TestUser } from '@bridges/dev-env/test-user';

/** Posts texts 1 to `count` in this order. */
export async function postMany(
  user: TestUser,
  chatId: string,
  count: number,
  textOf: (number: number) => string,
): Promise<void> {
  for (let number = 1; number <= count; number += 1) await user.post(chatId, textOf(number));
}
