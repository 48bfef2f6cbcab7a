import type { Chat } from '@bridges/sdk';
import { showDialog, useTalk } from '../talk-store.ts';
import { TraceDialog } from '../../notifications/TraceDialog.tsx';
import { DateDialog } from './DateDialog.tsx';
import { DeleteDialog } from './DeleteDialog.tsx';
import { ForwardDialog } from './ForwardDialog.tsx';
import { HistoryDialog } from './HistoryDialog.tsx';
import { PeopleDialog } from './PeopleDialog.tsx';
import { PinsDialog } from './PinsDialog.tsx';
import { PollDialog } from './PollDialog.tsx';
import { RemindDialog } from './RemindDialog.tsx';
import { ScheduleDialog } from './ScheduleDialog.tsx';
import { ScheduledDialog } from './ScheduledDialog.tsx';
import { VotersDialog } from './VotersDialog.tsx';

/** Whatever is open over the conversation. Loaded when first needed. */
export function TalkDialogs({ chat }: { chat: Chat }) {
  const dialog = useTalk((talk) => talk.dialog);
  const close = () => showDialog(null);
  switch (dialog?.kind) {
    case 'forward':
      return <ForwardDialog messages={dialog.messages} onClose={close} />;
    case 'delete':
      return <DeleteDialog chat={chat} messages={dialog.messages} onClose={close} />;
    case 'reactors':
    case 'readers':
      return <PeopleDialog kind={dialog.kind} message={dialog.message} onClose={close} />;
    case 'voters':
      return <VotersDialog message={dialog.message} onClose={close} />;
    case 'history':
      return <HistoryDialog message={dialog.message} onClose={close} />;
    case 'remind':
      return <RemindDialog message={dialog.message} onClose={close} />;
    case 'trace':
      return <TraceDialog message={dialog.message} onClose={close} />;
    case 'pins':
      return <PinsDialog chat={chat} onClose={close} />;
    case 'date':
      return <DateDialog chat={chat} at={dialog.at} onClose={close} />;
    case 'poll':
      return <PollDialog chatId={chat.id} question={dialog.question} onClose={close} />;
    case 'schedule':
      return <ScheduleDialog chatId={chat.id} text={dialog.text} onClose={close} />;
    case 'scheduled':
      return <ScheduledDialog chatId={chat.id} onClose={close} />;
    case undefined:
      return null;
  }
}
