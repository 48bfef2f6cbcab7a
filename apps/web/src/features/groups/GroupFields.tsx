import { limits } from '@bridges/contracts/protocol';
import { useT } from '../../i18n/language.ts';
import { Field } from '../../ui/Field.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import rowStyles from '../../ui/FormRows.module.css';
import { Select } from '../../ui/Select.tsx';
import { Switch } from '../../ui/Switch.tsx';
import styles from './GroupForm.module.css';
import { isHandle } from './group-draft.ts';
import type { GroupDraft } from './group-draft.ts';

interface Props {
  value: GroupDraft;
  /** What is wrong with the title or the handle. */
  errors: { title?: string | undefined; handle?: string | undefined };
  canInfo: boolean;
  canOwn: boolean;
  /** Named by the service that keeps the thing it is about. */
  isContext: boolean;
  onChange: (change: Partial<GroupDraft>) => void;
}
const rules = ['open', 'approval', 'invite'] as const;

/** What a group is called and how it is entered. */
export function GroupFields({ value, errors, canInfo, canOwn, isContext, onChange }: Props) {
  const t = useT();
  return (
    <>
      <Field
        label={t('group.title')}
        value={value.title}
        error={errors.title}
        maxLength={limits.groupTitle}
        disabled={!canInfo || isContext}
        onChange={(event) => onChange({ title: event.target.value })}
      />
      <TextArea
        label={t('group.description')}
        value={value.description}
        maxLength={limits.groupDescription}
        disabled={!canInfo}
        rows={2}
        onChange={(event) => onChange({ description: event.target.value })}
      />
      {!isContext && (
        <>
          <h3 className={styles.heading}>{t('group.kind')}</h3>
          <div className={rowStyles.rows}>
            <label className={rowStyles.row}>
              <span>
                {t('group.public')}
                <small>{t(value.isPublic ? 'group.publicHint' : 'group.privateHint')}</small>
              </span>
              <Switch
                checked={value.isPublic}
                disabled={!canOwn}
                onChange={(event) => onChange({ isPublic: event.target.checked })}
              />
            </label>
            {value.isPublic && (
              <label className={rowStyles.row}>
                <span>{t('group.joinRule')}</span>
                <Select
                  look="inRow"
                  value={value.joinRule}
                  disabled={!canOwn}
                  onChange={(event) => onChange({ joinRule: event.target.value as GroupDraft['joinRule'] })}
                >
                  {rules.map((rule) => (
                    <option key={rule} value={rule}>
                      {t(`group.join_${rule}`)}
                    </option>
                  ))}
                </Select>
              </label>
            )}
          </div>
          {(value.isPublic || value.handle !== '') && (
            <Field
              label={t('group.handle')}
              hint={
                value.handle ? `${location.origin}/g/${value.handle.toLowerCase()}` : t('group.handleHint')
              }
              error={errors.handle ?? (isHandle(value.handle) ? undefined : t('group.handleWrong'))}
              value={value.handle}
              maxLength={limits.handle.max}
              disabled={!canOwn}
              spellCheck={false}
              autoCapitalize="none"
              onChange={(event) => onChange({ handle: event.target.value.trim() })}
            />
          )}
        </>
      )}
    </>
  );
}
