import { createHash, randomBytes } from 'node:crypto';

/** 128 random bits, as they stand in a link's address. */
export const makeLinkSecret = (): string => randomBytes(16).toString('base64url');

/** What is stored of a secret; a fast hash is right for 128 random bits. */
export const hashLinkSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest();
