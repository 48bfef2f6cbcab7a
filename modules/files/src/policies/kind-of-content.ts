import type { Hints, FilesTable } from '../tables/database.ts';

export interface ContentKind {
  kind: FilesTable['kind'];
  /** Media type as it is served. */
  type: string;
  /** A browser may show or play it in place: nothing in it can act. */
  isInline: boolean;
}

const pictures = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif', 'image/apng']);
const films = new Set(['video/mp4', 'video/webm', 'video/quicktime', 'video/ogg', 'video/x-m4v']);
const sounds: Readonly<Record<string, string>> = {
  'audio/mpeg': 'audio/mpeg',
  'audio/mp4': 'audio/mp4',
  'audio/x-m4a': 'audio/mp4',
  'audio/m4a': 'audio/mp4',
  'audio/aac': 'audio/aac',
  'audio/ogg': 'audio/ogg',
  'audio/opus': 'audio/ogg',
  'audio/wav': 'audio/wav',
  'audio/flac': 'audio/flac',
  'audio/x-flac': 'audio/flac',
  'audio/webm': 'audio/webm',
};
/** Containers that hold sound alone or with a picture: the uploader says which. */
const soundOf: Readonly<Record<string, string>> = {
  'video/webm': 'audio/webm',
  'video/mp4': 'audio/mp4',
  'video/ogg': 'audio/ogg',
};

/**
 * What a file is, by what its content was found to be (undefined: nothing known) and what its uploader wishes.
 * A wish never makes a file more than its content is: only listed types are shown in place.
 */
export function kindOfContent(
  found: string | undefined,
  hints: Pick<Hints, 'kind' | 'filetype'>,
  isText: boolean,
): ContentKind {
  const download = (type: string): ContentKind => ({ kind: 'file', type, isInline: false });
  if (found === undefined) return download(isText ? 'text/plain' : 'application/octet-stream');
  const base = found.split(';')[0]?.trim() ?? found;
  if (hints.kind === 'file') return download(base);
  if (pictures.has(base))
    return { kind: 'image', type: base === 'image/apng' ? 'image/png' : base, isInline: true };
  const isSound = hints.kind === 'voice' || hints.filetype?.startsWith('audio/') === true;
  const sound = sounds[base] ?? (isSound ? soundOf[base] : undefined);
  if (sound !== undefined)
    return { kind: hints.kind === 'voice' ? 'voice' : 'audio', type: sound, isInline: true };
  if (films.has(base))
    return { kind: 'video', type: base === 'video/x-m4v' ? 'video/mp4' : base, isInline: true };
  return download(base);
}

/** Whether the content is a picture that can be looked at, whatever it is sent as. */
export const isPicture = (found: string | undefined): found is string =>
  found !== undefined && pictures.has(found);

/** Whether it is of the family of MP4, whose boxes may tell where it was made. */
export const isIsoMedia = (found: string | undefined): boolean =>
  found !== undefined &&
  /^(video\/(mp4|quicktime|x-m4v|3gpp2?)|audio\/(mp4|x-m4a)|image\/hei[cf](-sequence)?)$/.test(found);
