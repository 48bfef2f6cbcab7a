import { hash, verify } from '@node-rs/argon2';
import type { PasswordCost } from '@bridges/kit';
import { errors } from '../errors.ts';

/** OWASP's smallest recommendation for Argon2id, which is this library's default algorithm. */
const fullCost: PasswordCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Callers that may wait for a place; beyond that the answer would come too late to be of use. */
const MAX_WAITING = 500;

/** Argon2id with a bound on how many run at once, so that sign-ins can't take all memory and processors. */
export class PasswordHasher {
  readonly #atOnce: number;
  readonly #cost: PasswordCost;
  readonly #waiting: (() => void)[] = [];
  readonly #nobody: Promise<string>;
  #running = 0;

  constructor(atOnce: number, cost: PasswordCost = fullCost) {
    this.#atOnce = atOnce;
    this.#cost = cost;
    this.#nobody = hash('no account has this password', cost);
    // Awaited in `verify`, which is when a failure matters.
    this.#nobody.catch(() => {});
  }

  /** @throws AppError accounts.too_many_at_once */
  async hash(password: string): Promise<string> {
    return this.#inTurn(() => hash(normalized(password), this.#cost));
  }

  /** Without a hash (no such user) it works as long, and says no. @throws AppError accounts.too_many_at_once */
  async verify(passwordHash: string | undefined, password: string): Promise<boolean> {
    const isRight = await this.#inTurn(async () =>
      verify(passwordHash ?? (await this.#nobody), normalized(password)),
    );
    return passwordHash !== undefined && isRight;
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#atOnce) {
      if (this.#waiting.length >= MAX_WAITING) throw errors.too_many_at_once({ retryAfterMs: 5000 });
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else {
      this.#running++;
    }
    try {
      return await work();
    } finally {
      // The place goes to the next in line, or is given back.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }
}

/** Keyboards differ in how they compose letters (й, ё). */
const normalized = (password: string) => password.normalize('NFKC');
