import { z } from 'zod';

/** The process environment, or a part of it. */
export type Env = Readonly<Record<string, string | undefined>>;

/** A start-up problem that people can mend: printed as one sentence, without a stack. */
export class StartError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'StartError';
  }
}

/**
 * Reads configuration from the environment by a schema whose keys are the variables' names.
 * Empty variables count as unset.
 *
 * @throws StartError naming the first variable that is wrong, and why
 */
export function readConfig<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  env: Env,
): z.output<z.ZodObject<Shape>> {
  const given = Object.fromEntries(
    Object.keys(schema.shape).flatMap((name) => (env[name] ? [[name, env[name]]] : [])),
  );
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new StartError(
    `${issue?.path.join('.') ?? 'The configuration'} is not valid: ${issue?.message ?? 'unknown problem'}.`,
  );
}

/** A whole number from the environment. */
export const envInt = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

/** `true`/`1` or `false`/`0`. */
export const envFlag = z
  .enum(['true', 'false', '1', '0'])
  .transform((text) => text === 'true' || text === '1');
