import type { HttpApp } from '@bridges/kit';
import type { ActContext } from './act-context.ts';
import { closePoll } from './close-poll.ts';
import { deleteMessages } from './delete-messages.ts';
import { editMessage } from './edit-message.ts';
import { listEdits } from './list-edits.ts';
import { listReactions } from './list-reactions.ts';
import { listReaders } from './list-readers.ts';
import { listVoters } from './list-voters.ts';
import { pinMessage } from './pin-message.ts';
import { reactToMessage } from './react-to-message.ts';
import { removePreview } from './remove-preview.ts';
import { seeReactions } from './see-reactions.ts';
import { vote } from './vote.ts';

const doors = [
  editMessage,
  listEdits,
  deleteMessages,
  reactToMessage,
  listReactions,
  seeReactions,
  vote,
  listVoters,
  closePoll,
  pinMessage,
  listReaders,
  removePreview,
];

/** All doors to what people do with messages that are there. */
export function messageActRoutes(app: HttpApp, context: ActContext): void {
  for (const open of doors) open(app, context);
}
