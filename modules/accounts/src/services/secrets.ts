import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits: refresh tokens, set-up links. */
export const makeSecret = (): string => randomBytes(32).toString('base64url');

/** What is stored of a secret. Its owner proves it by what hashes to this; a fast hash is right for 256 bits. */
export const hashSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest();
