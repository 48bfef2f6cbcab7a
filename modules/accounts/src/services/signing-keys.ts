import { createHash, randomUUID } from 'node:crypto';
import type { Viewer } from '@bridges/kit';
import { kitErrors, tokenClaims } from '@bridges/kit';
import { exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';
import type { CryptoKey, JSONWebKeySet, JWK } from 'jose';
import { sql } from 'kysely';
import type { Db, Trx } from '../tables/database.ts';

export const ACCESS_TOKEN_SECONDS = 600;

/** Loaded again after this long … */
const RELOAD_MS = 30_000;
/** … so that every process publishes a new key before any process signs with it. */
const ACTIVATION_MS = 60_000;

interface LoadedKeys {
  signing: { kid: string; key: CryptoKey | Uint8Array };
  published: JSONWebKeySet;
}

/** The keys of access tokens, as they are in the database: signs with one, publishes all. */
export class SigningKeys {
  readonly #db: Db;
  #loaded: Promise<LoadedKeys> | undefined;
  #loadedAtMs = 0;

  constructor(db: Db) {
    this.#db = db;
  }

  /** Makes the first key of an installation. */
  async prepare(): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      await sql`select pg_advisory_xact_lock(hashtext('accounts.signing_keys'))`.execute(trx);
      const key = await trx.selectFrom('signingKeys').select('kid').limit(1).executeTakeFirst();
      if (!key) await signingKeyAdd(trx, new Date());
    });
    this.#loaded = undefined;
  }

  async published(): Promise<JSONWebKeySet> {
    return (await this.#current()).published;
  }

  /** A new access token: 10 minutes, EdDSA, `typ: at+jwt`. */
  async sign(viewer: Omit<Viewer, 'expiresAtMs'>): Promise<string> {
    const { signing } = await this.#current();
    return new SignJWT({ sid: viewer.sessionId, usr: viewer.username, adm: viewer.isAdmin })
      .setProtectedHeader({ alg: tokenClaims.algorithm, typ: tokenClaims.type, kid: signing.kid })
      .setIssuer(tokenClaims.issuer)
      .setAudience(tokenClaims.audience)
      .setSubject(viewer.userId)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime(`${ACCESS_TOKEN_SECONDS}s`)
      .sign(signing.key);
  }

  #current(): Promise<LoadedKeys> {
    if (!this.#loaded || Date.now() - this.#loadedAtMs > RELOAD_MS) {
      this.#loadedAtMs = Date.now();
      const loading = this.#load();
      this.#loaded = loading;
      loading.catch(() => {
        if (this.#loaded === loading) this.#loaded = undefined;
      });
    }
    return this.#loaded;
  }

  async #load(): Promise<LoadedKeys> {
    const keys = await this.#db.selectFrom('signingKeys').selectAll().orderBy('createdAt', 'desc').execute();
    const activeBefore = Date.now() - ACTIVATION_MS;
    const signing = keys.find((key) => key.createdAt.getTime() <= activeBefore) ?? keys.at(-1);
    if (!signing) throw kitErrors.unavailable();
    return {
      signing: { kid: signing.kid, key: await importJWK(signing.privateJwk, tokenClaims.algorithm) },
      published: { keys: keys.map((key) => key.publicJwk) },
    };
  }
}

/** Makes a key and stores it. */
export async function signingKeyAdd(trx: Trx, now: Date): Promise<void> {
  const pair = await generateKeyPair(tokenClaims.algorithm, { crv: 'Ed25519', extractable: true });
  const privateJwk = await exportJWK(pair.privateKey);
  const publicJwk: JWK = await exportJWK(pair.publicKey);
  const kid = createHash('sha256')
    .update(publicJwk.x ?? '')
    .digest('base64url')
    .slice(0, 16);
  await trx
    .insertInto('signingKeys')
    .values({
      kid,
      privateJwk: JSON.stringify(privateJwk),
      publicJwk: JSON.stringify({ ...publicJwk, kid, alg: tokenClaims.algorithm, use: 'sig' }),
      createdAt: now,
    })
    .execute();
}
