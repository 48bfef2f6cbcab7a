import type { DeadEvent } from '@bridges/contracts';
import { useState } from 'react';
import { formatMoment } from '../../i18n/dates.ts';
import { useLanguage } from '../../i18n/language.ts';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import styles from './Admin.module.css';
import { dropEvent, replayEvent } from './calls.ts';
import type { Worker } from './calls.ts';
import { useAct } from './use-act.ts';
import parts from './Work.module.css';
import { useWords } from './words/use-words.ts';

interface Props {
  module: Worker;
  events: readonly DeadEvent[];
  /** How many there are in all. */
  all: number;
  onChanged: () => void;
}

/** Events that a consumer refused for good. What is in them is not shown. */
export function DeadEvents({ module, events, all, onChanged }: Props) {
  const words = useWords();
  const language = useLanguage();
  const [asked, setAsked] = useState<{ event: DeadEvent; isDrop: boolean } | null>(null);
  const { busyId, act } = useAct(onChanged);
  if (events.length === 0) return null;
  const keyOf = ({ consumer, eventId }: DeadEvent) => `${consumer} ${eventId}`;
  const replay = (event: DeadEvent) =>
    act(keyOf(event), async () => {
      const { outcome, error } = await replayEvent(module, event);
      return outcome === 'taken'
        ? words('replayed', { name: event.consumer })
        : words('refusedAgain', { name: event.consumer, error: error ?? '' });
    });
  const drop = (event: DeadEvent) =>
    act(keyOf(event), async () => {
      await dropEvent(module, event);
      return words('dropped', { name: event.consumer });
    });
  return (
    <>
      <h3 className={parts.heading}>{words('deadEvents')}</h3>
      <ul className={parts.list}>
        {events.map((event) => (
          <li key={keyOf(event)} className={parts.dead}>
            <div className={parts.text}>
              <b className={styles.mono}>{event.consumer}</b>
              <p className={styles.mono}>{event.event}</p>
              <p className={parts.error}>{event.error}</p>
              <p className={styles.quiet}>
                {words('tries', { count: event.attempts })} ·{' '}
                {words('failedAt', { when: formatMoment(new Date(event.failedAt), language) })}
              </p>
            </div>
            <div className={parts.acts}>
              <Button
                look="tinted"
                aria-label={words('replayOf', { name: event.consumer })}
                isBusy={busyId === keyOf(event)}
                onClick={() => setAsked({ event, isDrop: false })}
              >
                {words('replay')}
              </Button>
              <Button
                look="danger"
                aria-label={words('dropOf', { name: event.consumer })}
                disabled={busyId === keyOf(event)}
                onClick={() => setAsked({ event, isDrop: true })}
              >
                {words('drop')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {all > events.length && (
        <p className={styles.quiet}>{words('moreDead', { shown: events.length, count: all })}</p>
      )}
      {asked && (
        <Confirm
          title={words(asked.isDrop ? 'dropTitle' : 'replayTitle', { name: asked.event.consumer })}
          text={asked.isDrop ? words('dropEventHint', { name: asked.event.consumer }) : words('replayHint')}
          act={words(asked.isDrop ? 'drop' : 'replay')}
          onConfirm={() => void (asked.isDrop ? drop(asked.event) : replay(asked.event))}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
