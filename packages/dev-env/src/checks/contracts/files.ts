import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Files, ListedFile } from '@bridges/kit';
import { describe, expect, it } from 'vitest';
import { freshSubject } from './subject.ts';
import type { Started } from './subject.ts';

const mebibyte = 1024 * 1024;

/** What every `Files` keeps to. */
export function filesContract(name: string, create: () => Promise<Started<Files>>): void {
  describe(`files: ${name}`, () => {
    const files = freshSubject(create);
    const put = (...chunks: Uint8Array[]) => files().put(Readable.from(chunks));
    const whole = async (key: string, range?: { from: number; to?: number }) =>
      buffer(await files().read(key, range));
    const list = async () => {
      const listed: ListedFile[] = [];
      for await (const file of files().list()) listed.push(file);
      return listed;
    };
    const keys = async () => (await list()).map(({ key }) => key);

    it('gives back what was put, whole and in parts', async () => {
      const bytes = randomBytes(200_000);
      const { key, sizeBytes } = await put(bytes.subarray(0, 70_000), bytes.subarray(70_000));
      expect(sizeBytes).toBe(bytes.length);
      expect(await files().size(key)).toBe(bytes.length);
      expect((await whole(key)).equals(bytes)).toBe(true);
      expect((await whole(key, { from: 10, to: 19 })).equals(bytes.subarray(10, 20))).toBe(true);
      expect((await whole(key, { from: 199_990 })).equals(bytes.subarray(199_990))).toBe(true);
    });

    it('keeps a file of many megabytes', async () => {
      const chunks = Array.from({ length: 21 }, () => randomBytes(mebibyte));
      const { key, sizeBytes } = await put(...chunks);
      expect(sizeBytes).toBe(21 * mebibyte);
      expect((await whole(key)).equals(Buffer.concat(chunks))).toBe(true);
    });

    it('keeps an empty file, and equal ones apart', async () => {
      const [one, other] = await Promise.all([put(), put()]);
      expect(one.key).not.toBe(other.key);
      expect(await files().size(one.key)).toBe(0);
      expect((await whole(one.key)).length).toBe(0);
    });

    it.each([1000, 20 * mebibyte])('keeps nothing of a stream that breaks after %i bytes', async (bytes) => {
      async function* breaking() {
        for (let sent = 0; sent < bytes; sent += mebibyte) yield randomBytes(Math.min(bytes, mebibyte));
        throw new Error('the sender is gone');
      }
      await expect(files().put(Readable.from(breaking()))).rejects.toThrow('the sender is gone');
      expect(await keys()).toEqual([]);
    });

    it('lists what there is, with size and time', async () => {
      const before = Date.now() - 2000;
      const stored = [await put(randomBytes(10)), await put(randomBytes(20))];
      const listed = await list();
      const byKey = (one: { key: string }, other: { key: string }) => (one.key < other.key ? -1 : 1);
      expect(listed.map(({ key, sizeBytes }) => ({ key, sizeBytes })).sort(byKey)).toEqual(
        stored.sort(byKey),
      );
      for (const { storedAt } of listed) expect(storedAt.getTime()).toBeGreaterThan(before);
    });

    it('forgets, and answers alike for what never was', async () => {
      const { key } = await put(Buffer.from('x'));
      await files().remove(key);
      await files().remove(key);
      expect(await keys()).toEqual([]);
      for (const gone of [key, '0'.repeat(32), '../../etc/passwd', '', `${key}/`]) {
        await expect(files().read(gone)).rejects.toMatchObject({ code: 'kit.not_found' });
        await expect(files().size(gone)).rejects.toMatchObject({ code: 'kit.not_found' });
      }
    });
  });
}
