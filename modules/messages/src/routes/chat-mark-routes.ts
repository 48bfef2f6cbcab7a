import type { HttpApp, RateLimit } from '@bridges/kit';
import type { DraftContext } from '../services/draft-save.ts';
import { createFolder } from './create-folder.ts';
import { deleteDraft } from './delete-draft.ts';
import { deleteFolder } from './delete-folder.ts';
import { listChatMarks } from './list-chat-marks.ts';
import { listFolders } from './list-folders.ts';
import { orderFolders } from './order-folders.ts';
import { saveDraft } from './save-draft.ts';
import { setPinnedChats } from './set-pinned-chats.ts';
import { updateChatMarks } from './update-chat-marks.ts';
import { updateFolder } from './update-folder.ts';

/** Everything about a user's own view of her chats. */
export function chatMarkRoutes(app: HttpApp, context: DraftContext & { marksLimit: RateLimit }): void {
  listChatMarks(app, context);
  updateChatMarks(app, context);
  setPinnedChats(app, context);
  saveDraft(app, context);
  deleteDraft(app, context);
  listFolders(app, context);
  createFolder(app, context);
  updateFolder(app, context);
  deleteFolder(app, context);
  orderFolders(app, context);
}
