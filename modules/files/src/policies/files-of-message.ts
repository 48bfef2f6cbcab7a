interface Shown {
  fileId?: unknown;
}

/** Ids of the files that a message's stored content shows: what is attached, and its link's picture. */
export function filesOfMessage(contentJson: string): string[] {
  if (!contentJson.includes('fileId')) return [];
  const content = JSON.parse(contentJson) as {
    attachments?: Shown[];
    preview?: { image?: Shown | null };
  };
  const shown = [...(content.attachments ?? []), content.preview?.image];
  const ids = shown.map((each) => each?.fileId).filter((id) => typeof id === 'string');
  return [...new Set(ids)];
}
