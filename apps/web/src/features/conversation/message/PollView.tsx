import type { Message } from '@bridges/sdk';
import { Check } from 'lucide-react';
import { useState } from 'react';
import { useT } from '../../../i18n/language.ts';
import { Button } from '../../../ui/Button.tsx';
import { vote } from '../message-calls.ts';
import { showDialog } from '../talk-store.ts';
import styles from './PollView.module.css';

/** A question with its options: to be answered, then with what everybody answered. */
export function PollView({ message }: { message: Message }) {
  const t = useT();
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const { poll, mine } = message;
  if (!poll) return null;
  const votes = mine?.votes ?? [];
  const hasResults = votes.length > 0 || poll.isClosed;
  const most = Math.max(1, ...poll.options.map(({ voteCount }) => voteCount));
  const choose = (at: number) => {
    if (!poll.isMultiple) void vote(message, [at]);
    else setChosen(chosen.includes(at) ? chosen.filter((one) => one !== at) : [...chosen, at]);
  };
  return (
    <div className={styles.poll} role="group" aria-label={poll.question}>
      <p className={styles.question} dir="auto">
        {poll.question}
      </p>
      <p className={styles.about}>
        {t(poll.isClosed ? 'poll.closed' : poll.isAnonymous ? 'poll.anonymous' : 'poll.open')}
        {poll.isMultiple && !poll.isClosed && ` · ${t('poll.several')}`}
      </p>
      <ul className={styles.options}>
        {poll.options.map((option, at) => {
          const share = poll.voterCount === 0 ? 0 : Math.round((option.voteCount / poll.voterCount) * 100);
          const isMine = votes.includes(at);
          if (!hasResults) {
            return (
              <li key={at}>
                <button
                  type="button"
                  role={poll.isMultiple ? 'checkbox' : 'radio'}
                  aria-checked={chosen.includes(at)}
                  className={styles.option}
                  onClick={() => choose(at)}
                >
                  <i className={styles.mark} data-square={poll.isMultiple || undefined} aria-hidden="true">
                    {chosen.includes(at) && <Check size={14} strokeWidth={3} />}
                  </i>
                  <bdi>{option.text}</bdi>
                </button>
              </li>
            );
          }
          return (
            <li key={at} className={styles.result} title={t('poll.votes', { count: option.voteCount })}>
              <span className={styles.share}>{share}%</span>
              <bdi>{option.text}</bdi>
              {isMine && <Check size={15} strokeWidth={3} role="img" aria-label={t('poll.mine')} />}
              <span className={styles.bar} aria-hidden="true">
                <i style={{ width: `${Math.max(2, (option.voteCount / most) * 100)}%` }} />
              </span>
            </li>
          );
        })}
      </ul>
      <div className={styles.foot}>
        {!hasResults && poll.isMultiple ? (
          <Button look="plain" disabled={chosen.length === 0} onClick={() => void vote(message, chosen)}>
            {t('poll.vote')}
          </Button>
        ) : (
          <VoterCount message={message} />
        )}
      </div>
    </div>
  );
}

/** How many voted; who, at a click, where that is no secret. */
function VoterCount({ message }: { message: Message }) {
  const t = useT();
  const count = message.poll?.voterCount ?? 0;
  if (count === 0) return <span>{t('poll.nobody')}</span>;
  const text = t('poll.voters', { count });
  if (message.poll?.isAnonymous) return <span>{text}</span>;
  return (
    <button
      type="button"
      className={styles.voters}
      data-small=""
      onClick={() => showDialog({ kind: 'voters', message })}
    >
      {text}
    </button>
  );
}
