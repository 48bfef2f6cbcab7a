import { limits } from '@bridges/contracts/protocol';
import { X } from 'lucide-react';
import { useState } from 'react';
import { useT } from '../../../i18n/language.ts';
import { client } from '../../../realtime/client.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import dialogStyles from '../../../ui/Dialog.module.css';
import { Field } from '../../../ui/Field.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import styles from './Dialogs.module.css';

interface Props {
  chatId: string;
  question: string;
  onClose: () => void;
}

/** Asks the chat something. */
export function PollDialog({ chatId, question: start, onClose }: Props) {
  const t = useT();
  const [question, setQuestion] = useState(start.slice(0, limits.pollQuestion));
  const [options, setOptions] = useState<readonly string[]>(['', '']);
  const [isMultiple, setMultiple] = useState(false);
  const [isAnonymous, setAnonymous] = useState(false);
  const filled = options.map((option) => option.trim()).filter((option) => option !== '');
  const canSend = question.trim() !== '' && filled.length >= 2;
  const change = (at: number, text: string) => {
    const next = options.map((option, place) => (place === at ? text : option));
    // There is always an empty line to go on with.
    const isFull = next.every((option) => option !== '') && next.length < limits.pollOptions;
    setOptions(isFull ? [...next, ''] : next);
  };
  const send = () => {
    const poll = { question: question.trim(), options: filled, isMultiple, isAnonymous };
    client.send(chatId, '', { poll });
    onClose();
  };
  return (
    <Dialog title={t('poll.new')} onClose={onClose}>
      <form
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault();
          if (canSend) send();
        }}
      >
        <Field
          label={t('poll.question')}
          value={question}
          maxLength={limits.pollQuestion}
          onChange={(event) => setQuestion(event.target.value)}
        />
        {options.map((option, at) => (
          <div key={at} className={styles.pair}>
            <Field
              label={t('poll.option', { number: String(at + 1) })}
              value={option}
              maxLength={limits.pollOption}
              onChange={(event) => change(at, event.target.value)}
            />
            {options.length > 2 && (
              <IconButton
                icon={X}
                label={t('poll.removeOption', { number: String(at + 1) })}
                onClick={() => setOptions(options.filter((_, place) => place !== at))}
              />
            )}
          </div>
        ))}
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={isMultiple}
            onChange={(event) => setMultiple(event.target.checked)}
          />
          {t('poll.allowSeveral')}
        </label>
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={isAnonymous}
            onChange={(event) => setAnonymous(event.target.checked)}
          />
          {t('poll.anonymous')}
        </label>
        <div className={dialogStyles.actions}>
          <Button look="plain" onClick={onClose}>
            {t('act.cancel')}
          </Button>
          <Button type="submit" disabled={!canSend}>
            {t('act.send')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
