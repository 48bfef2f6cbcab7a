import type { PublicUser } from '@bridges/sdk';
import { ApiError } from '@bridges/sdk';
import { ArrowLeft } from 'lucide-react';
import { useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { routes } from '../../routes/routes.ts';
import { errorText } from '../../store/error-text.ts';
import { Button } from '../../ui/Button.tsx';
import { goBack } from '../../ui/go-back.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { PictureField } from '../avatar/PictureField.tsx';
import panelStyles from '../people/PeoplePanel.module.css';
import { GroupFields } from './GroupFields.tsx';
import formStyles from './GroupForm.module.css';
import styles from './NewGroupPanel.module.css';
import { PeoplePicker } from './PeoplePicker.tsx';
import { PermissionTable } from './PermissionTable.tsx';
import { tellRefused } from './add-people.ts';
import { changesOf, isHandle, newGroup } from './group-draft.ts';

/** A new group: whom, then what it is called and how it works. */
export function NewGroupPanel() {
  const t = useT();
  const [, navigate] = useLocation();
  const [step, setStep] = useState<'people' | 'about'>('people');
  const [people, setPeople] = useState<readonly PublicUser[]>([]);
  const [draft, setDraft] = useState(newGroup);
  const [pictureFileId, setPictureFileId] = useState<string | null>(null);
  const [errors, setErrors] = useState<{ title?: string; handle?: string }>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  /** The same group, should its request be repeated. */
  const clientId = useRef(crypto.randomUUID?.());

  const create = async () => {
    const title = draft.title.trim();
    if (title === '') return setErrors({ title: t('field.required') });
    if (draft.isPublic && draft.handle === '') return setErrors({ handle: t('field.required') });
    if (!isHandle(draft.handle)) return;
    setBusy(true);
    setProblem(null);
    setErrors({});
    try {
      const { handle, ...changes } = changesOf(newGroup, draft) ?? {};
      const group = await client.rest.groups.create({
        ...changes,
        ...(handle && { handle }),
        ...(pictureFileId && { pictureFileId }),
        title,
        memberIds: people.map(({ id }) => id),
        ...(clientId.current && { clientId: clientId.current }),
      });
      navigate(routes.chat(group.chatId));
      tellRefused(group, people);
    } catch (error) {
      const isTaken = error instanceof ApiError && error.code === 'groups.handle_taken';
      if (isTaken) setErrors({ handle: t('error.handleTaken') });
      else setProblem(errorText(error, t));
    } finally {
      setBusy(false);
    }
  };
  const isPeople = step === 'people';
  return (
    <section className={`${panelStyles.panel} ${styles.panel}`} aria-labelledby="new-group-title">
      <header className={panelStyles.header}>
        <IconButton
          icon={ArrowLeft}
          label={t('act.back')}
          onClick={() => (isPeople ? goBack(navigate, routes.chats) : setStep('people'))}
        />
        <h1 id="new-group-title" className={panelStyles.title}>
          {t(isPeople ? 'group.addPeople' : 'group.new')}
        </h1>
      </header>
      {isPeople ? (
        <PeoplePicker picked={people} onChange={setPeople} />
      ) : (
        <form
          id="new-group"
          className={`${styles.form} ${formStyles.form}`}
          onSubmit={(event) => {
            event.preventDefault();
            if (!isBusy) void create();
          }}
        >
          <PictureField
            id="new"
            name={draft.title}
            kind="group"
            fileId={pictureFileId}
            onChange={async (fileId) => setPictureFileId(fileId)}
          />
          {problem && (
            <p className={formStyles.problem} role="alert">
              {problem}
            </p>
          )}
          <GroupFields
            value={draft}
            errors={errors}
            canInfo
            canOwn
            isContext={false}
            onChange={(change) => setDraft({ ...draft, ...change })}
          />
          <PermissionTable
            value={draft}
            canOwn
            canModerate
            onChange={(change) => setDraft({ ...draft, ...change })}
          />
        </form>
      )}
      {isPeople ? (
        <Button key="next" className={styles.next} onClick={() => setStep('about')}>
          {people.length > 0 ? t('group.nextWith', { count: people.length }) : t('group.next')}
        </Button>
      ) : (
        <Button key="create" className={styles.next} type="submit" form="new-group" isBusy={isBusy}>
          {t('group.create')}
        </Button>
      )}
    </section>
  );
}
