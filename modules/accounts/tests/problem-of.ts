import type { ErrorBody } from '@bridges/contracts';

/** What is wrong with a refusal; null when it is clear, stable and tells no secrets. */
export function problemOf(answer: { status: number; body: unknown }): string | null {
  const text = JSON.stringify(answer.body);
  if (answer.status < 400 || answer.status > 499) return `${answer.status} ${text}`;
  const code = (answer.body as Partial<ErrorBody>).error?.code ?? '';
  if (!/^[a-z]+\.[a-z_]+$/.test(code)) return `no code: ${text}`;
  return /select |insert |\/work|node_modules|postgres/i.test(text) ? `tells too much: ${text}` : null;
}
