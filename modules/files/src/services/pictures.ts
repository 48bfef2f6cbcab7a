import type { Sharp, SharpOptions } from 'sharp';
import { errors } from '../errors.ts';
import { stripMetadata } from './metadata/strip.ts';
import { Slots } from './slots.ts';

export interface PictureLimits {
  maxPixels: number;
  maxFrames: number;
}

export interface Picture {
  /** The picture without metadata. */
  content: Uint8Array[];
  /** As it is from now on: what cannot be stripped is made anew in another format. */
  type: string;
  /** Upright. */
  width: number;
  height: number;
  blur: string;
  isAnimated: boolean;
  small: Buffer;
  large: Buffer;
}

type SharpFactory = (input: Buffer, options?: SharpOptions) => Sharp;

/** One picture's bytes are in memory while it is looked at, so only some at a time. */
const atOnce = 2;
const decodeSeconds = 20;
const formats: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/apng': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/avif': 'heif',
};

/** Looks at pictures, off the event loop: libvips decodes in threads of its own. */
export class Pictures {
  readonly #limits: PictureLimits;
  readonly #slots = new Slots(atOnce);
  #loaded: Promise<SharpFactory> | undefined;

  constructor(limits: PictureLimits) {
    this.#limits = limits;
  }

  /** Runs a task that holds a whole picture in memory when there is room for another. */
  run<T>(task: () => Promise<T>): Promise<T> {
    return this.#slots.run(task);
  }

  /**
   * Sizes are read from the head and refused before anything is decoded. Undefined: it only begins like a picture.
   *
   * @param type media type by content
   * @throws AppError files.picture_too_large, files.too_many_frames
   */
  async prepare(bytes: Buffer, type: string): Promise<Picture | undefined> {
    const sharp = await this.#sharp();
    const head = await sharp(bytes, { limitInputPixels: false })
      .metadata()
      .catch(() => undefined);
    if (!head || head.format !== formats[type]) return undefined;
    const { width, height } = head.autoOrient;
    if (type === 'image/gif') this.#assertShowable(bytes.readUInt16LE(6), bytes.readUInt16LE(8), 1);
    this.#assertShowable(width, head.pageHeight ?? height, head.pages ?? 1);
    const isAnimated = (head.pages ?? 1) > 1 || type === 'image/apng';
    const size = { width, height: head.pageHeight ?? height, isAnimated };
    const decoded = await this.#thumbnails(sharp, bytes).catch(() => undefined);
    if (!decoded) return undefined;
    const stripped = await stripMetadata(bytes, type, head.orientation ?? 1);
    if (stripped)
      return { ...size, ...decoded, content: stripped, type: type === 'image/apng' ? 'image/png' : type };
    const anew = await this.#open(sharp, bytes)
      .webp({ quality: 90 })
      .toBuffer()
      .catch(() => undefined);
    // Made anew it is its first frame.
    return anew && { ...size, ...decoded, isAnimated: false, content: [anew], type: 'image/webp' };
  }

  #assertShowable(width: number, height: number, frames: number): void {
    const { maxPixels, maxFrames } = this.#limits;
    const details = { width, height, frames, maxPixels, maxFrames };
    if (frames > maxFrames) throw errors.too_many_frames({ details });
    // A reader's browser decodes every frame: together they may be ten of the largest still pictures.
    const isTooLarge = width * height > maxPixels || width * height * frames > 10 * maxPixels;
    if (isTooLarge) throw errors.picture_too_large({ details });
  }

  async #thumbnails(sharp: SharpFactory, bytes: Buffer) {
    const fit = { fit: 'inside', withoutEnlargement: true } as const;
    const large = await this.#open(sharp, bytes).resize(1280, 1280, fit).webp({ quality: 80 }).toBuffer();
    const small = await sharp(large).resize(320, 320, fit).webp({ quality: 75 }).toBuffer();
    return { large, small, blur: await this.#blur(sharp, small) };
  }

  /** A few pixels as a data URL that fits into a message. */
  async #blur(sharp: SharpFactory, small: Buffer): Promise<string> {
    for (const side of [12, 8, 4]) {
      const tiny = await sharp(small)
        .resize(side, side, { fit: 'inside' })
        .webp({ quality: 20, alphaQuality: 20, smartSubsample: false })
        .toBuffer();
      const url = `data:image/webp;base64,${tiny.toString('base64')}`;
      if (url.length <= 200) return url;
    }
    return '';
  }

  #open(sharp: SharpFactory, bytes: Buffer): Sharp {
    const { maxPixels } = this.#limits;
    return sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error', sequentialRead: true, pages: 1 })
      .timeout({ seconds: decodeSeconds })
      .autoOrient();
  }

  #sharp(): Promise<SharpFactory> {
    this.#loaded ??= import('sharp').then(({ default: sharp }) => {
      sharp.cache(false);
      sharp.concurrency(1);
      // Whatever a file claims to be, no other decoder is ever asked: those for SVG, PDF and the like can act.
      sharp.block({ operation: ['VipsForeignLoad'] });
      sharp.unblock({
        operation: [
          'VipsForeignLoadJpeg',
          'VipsForeignLoadPng',
          'VipsForeignLoadWebp',
          'VipsForeignLoadNsgif',
          'VipsForeignLoadHeif',
        ],
      });
      return sharp as unknown as SharpFactory;
    });
    return this.#loaded;
  }
}
