import type { HttpApp } from '@bridges/kit';
import type { ActContext } from './act-context.ts';
import { deleteMessages } from './delete-messages.ts';
import { editMessage } from './edit-message.ts';
import { listEdits } from './list-edits.ts';

/** All doors to what people do with messages that are there. */
export function messageActRoutes(app: HttpApp, context: ActContext): void {
  editMessage(app, context);
  listEdits(app, context);
  deleteMessages(app, context);
}
