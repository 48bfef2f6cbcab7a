import { attachment, sendExtras } from '@bridges/contracts';
import type { Attachment, MessageContent } from '@bridges/contracts';
import type { FilesService } from '@bridges/contracts/proto';
import type { RpcClient } from '@bridges/kit';
import { z } from 'zod';
import { errors } from '../errors.ts';

const extrasSchema = z.strictObject(sendExtras);
export type SendExtras = z.output<typeof extrasSchema>;
export type DescribeFiles = Pick<RpcClient<typeof FilesService>, 'describeFiles'>;

/** What goes into the queue beside the text of a send. */
export interface ComposedContent {
  content?: MessageContent;
  /** As it was asked for, in one form for all doors. */
  extrasJson?: string;
}

/** What a send brings beside its text, made ready to be stored: of attached files, what readers see of them. */
export async function contentCompose(
  files: DescribeFiles,
  senderId: string,
  extras: SendExtras,
): Promise<ComposedContent> {
  if (Object.values(extras).every((value) => value === undefined)) return {};
  // One order of keys, whatever the order in which they were sent.
  const sent = extrasSchema.parse(extras);
  const { attachments, ...rest } = sent;
  const content: MessageContent = { ...rest };
  if (attachments) content.attachments = await filesDescribe(files, senderId, attachments);
  return { content, extrasJson: JSON.stringify(sent) };
}

/** What readers will see of these files of hers. @throws AppError files.file_not_found, unless it is for a draft */
export async function filesDescribe(
  files: DescribeFiles,
  ownerId: string,
  fileIds: string[],
  { isDraft = false } = {},
): Promise<Attachment[]> {
  const { attachmentJson } = await files.describeFiles({ ownerId, fileIds, isDraft });
  return attachmentJson.map((json) => attachment.parse(JSON.parse(json)));
}

/** The same for what came as JSON from a socket. @throws AppError messages.content_invalid */
export function parseExtras(json: string): SendExtras {
  const parsed = extrasSchema.safeParse(JSON.parse(json));
  if (!parsed.success) throw errors.content_invalid();
  return parsed.data;
}
