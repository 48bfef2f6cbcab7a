import type { Reminder } from '@bridges/contracts';
import { AlarmClock, ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { formatFull } from '../../i18n/dates.ts';
import { useLanguage, useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { routes } from '../../routes/routes.ts';
import { errorText } from '../../store/error-text.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { goBack } from '../../ui/go-back.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { moveFocus } from '../../ui/move-focus.ts';
import { Notice } from '../../ui/Notice.tsx';
import { SkeletonRows } from '../../ui/SkeletonRows.tsx';
import { toast } from '../../ui/toasts.ts';
import { tried } from '../../ui/tried.ts';
import { MomentForm } from '../conversation/dialogs/MomentForm.tsx';
import panelStyles from '../people/PeoplePanel.module.css';
import { ReminderRow } from './ReminderRow.tsx';
import { useReminders } from './reminders-store.ts';

const { reminders } = client.rest;
const undoMs = 5000;

/** What I will be reminded of, the soonest first: each leads to its message, and can be put off or dropped. */
export function RemindersPanel() {
  const t = useT();
  const language = useLanguage();
  const [, navigate] = useLocation();
  const { list, error, again } = useReminders();
  const [changed, setChanged] = useState<Reminder | null>(null);
  const cancel = async ({ id, chatId, seq, at }: Reminder) => {
    if (!(await tried(() => reminders.cancel(id)))) return;
    const run = () => void tried(() => reminders.create(chatId, seq, at));
    toast(t('message.reminderCancelled'), { label: t('act.undo'), run }, undoMs);
  };
  const change = async ({ id }: Reminder, at: Date) => {
    if (!(await tried(() => reminders.update(id, at.toISOString())))) return;
    setChanged(null);
    toast(t('message.willRemind', { date: formatFull(at, language) }));
  };
  return (
    <section className={panelStyles.panel} aria-labelledby="reminders-title">
      <header className={panelStyles.header}>
        <IconButton icon={ArrowLeft} label={t('act.back')} onClick={() => goBack(navigate, routes.chats)} />
        <h1 id="reminders-title" className={panelStyles.title}>
          {t('message.reminders')}
        </h1>
      </header>
      <div className={panelStyles.list}>
        {!list && error === null && <SkeletonRows count={3} />}
        {!list && error !== null && (
          <Notice title={errorText(error, t)} isAlert>
            <Button onClick={again}>{t('act.tryAgain')}</Button>
          </Notice>
        )}
        {list?.reminders.length === 0 && (
          <Notice icon={AlarmClock} title={t('message.remindersNone')} hint={t('message.remindersHint')} />
        )}
        <ul onKeyDown={moveFocus} aria-labelledby="reminders-title">
          {list?.reminders.map((one) => (
            <ReminderRow
              key={one.id}
              reminder={one}
              message={list.messages.find(({ chatId, seq }) => chatId === one.chatId && seq === one.seq)}
              users={list.users}
              onChange={() => setChanged(one)}
              onCancel={() => void cancel(one)}
            />
          ))}
        </ul>
      </div>
      {changed && (
        <Dialog title={t('message.remindTitle')} onClose={() => setChanged(null)}>
          <MomentForm
            act={t('act.save')}
            start={new Date(changed.at)}
            onChoose={(at) => change(changed, at)}
            onClose={() => setChanged(null)}
          />
        </Dialog>
      )}
    </section>
  );
}
