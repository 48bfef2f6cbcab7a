import type { Chat } from '@bridges/sdk';
import { ApiError } from '@bridges/sdk';
import { useState } from 'react';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { errorText } from '../../store/error-text.ts';
import { Button } from '../../ui/Button.tsx';
import { toast } from '../../ui/toasts.ts';
import { GroupPicture } from '../avatar/GroupPicture.tsx';
import styles from './EditGroup.module.css';
import { GroupFields } from './GroupFields.tsx';
import formStyles from './GroupForm.module.css';
import { PermissionTable } from './PermissionTable.tsx';
import { changesOf, draftOf, isHandle, newGroup } from './group-draft.ts';
import { rightsIn } from './rights.ts';

/** Changing a group, as far as my role goes: only what I changed is sent, so others' changes stay. */
export function EditGroup({ chat, onDone }: { chat: Chat; onDone: () => void }) {
  const t = useT();
  const rights = rightsIn(chat);
  const [before] = useState(() => draftOf(chat) ?? newGroup);
  const [draft, setDraft] = useState(before);
  const [errors, setErrors] = useState<{ title?: string; handle?: string }>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const changes = changesOf(before, { ...draft, title: draft.title.trim() });

  const save = async () => {
    if (draft.title.trim() === '') return setErrors({ title: t('field.required') });
    if (draft.isPublic && draft.handle === '') return setErrors({ handle: t('field.required') });
    if (!isHandle(draft.handle)) return;
    if (!changes) return onDone();
    setBusy(true);
    setErrors({});
    setProblem(null);
    try {
      await client.rest.groups.update(chat.id, changes);
      toast(t('act.saved'));
      onDone();
    } catch (error) {
      if (error instanceof ApiError && error.code === 'groups.handle_taken') {
        setErrors({ handle: t('error.handleTaken') });
      } else setProblem(errorText(error, t));
      setBusy(false);
    }
  };
  return (
    <form
      className={`${styles.page} ${formStyles.form}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) void save();
      }}
    >
      {problem && (
        <p className={formStyles.problem} role="alert">
          {problem}
        </p>
      )}
      {rights.info && <GroupPicture chat={chat} />}
      <GroupFields
        value={draft}
        errors={errors}
        canInfo={rights.info}
        canOwn={rights.own}
        isContext={rights.isContext}
        onChange={change}
      />
      <PermissionTable value={draft} canOwn={rights.own} canModerate={rights.moderate} onChange={change} />
      <div className={styles.save}>
        <Button type="submit" isWide isBusy={isBusy} disabled={!changes}>
          {t('act.save')}
        </Button>
      </div>
    </form>
  );
}
