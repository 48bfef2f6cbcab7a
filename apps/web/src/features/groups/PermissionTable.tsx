import type { GroupSettings } from '@bridges/contracts';
import { useT } from '../../i18n/language.ts';
import rowStyles from '../../ui/FormRows.module.css';
import { Select } from '../../ui/Select.tsx';
import { Switch } from '../../ui/Switch.tsx';
import styles from './GroupForm.module.css';
import { pauseText } from './pause-text.ts';

const acts = [
  { name: 'postRole', label: 'group.mayPost', hint: 'group.mayPostHint' },
  { name: 'addRole', label: 'group.mayAdd' },
  { name: 'pinRole', label: 'group.mayPin' },
  { name: 'infoRole', label: 'group.mayInfo' },
] as const;
const roles = ['member', 'admin', 'owner'] as const;
const pauses = [0, 10, 30, 60, 300, 900, 3600] as const;

interface Props {
  value: GroupSettings;
  canOwn: boolean;
  canModerate: boolean;
  onChange: (change: Partial<GroupSettings>) => void;
}

/** Who may do what in a group, and how often. */
export function PermissionTable({ value, canOwn, canModerate, onChange }: Props) {
  const t = useT();
  const offered = [...new Set<number>([...pauses, value.slowModeSeconds])].sort((a, b) => a - b);
  return (
    <>
      <h3 className={styles.heading}>{t('group.permissions')}</h3>
      <div className={rowStyles.rows}>
        {acts.map((act) => (
          <label key={act.name} className={rowStyles.row}>
            <span>
              {t(act.label)}
              {'hint' in act && value[act.name] === 'admin' && <small>{t(act.hint)}</small>}
            </span>
            <Select
              look="inRow"
              value={value[act.name]}
              disabled={!canOwn}
              onChange={(event) => onChange({ [act.name]: event.target.value as GroupSettings['postRole'] })}
            >
              {roles.map((role) => (
                <option key={role} value={role}>
                  {t(`group.least_${role}`)}
                </option>
              ))}
            </Select>
          </label>
        ))}
        <label className={rowStyles.row}>
          <span>
            {t('group.slowMode')}
            {value.slowModeSeconds > 0 && <small>{t('group.slowModeHint')}</small>}
          </span>
          <Select
            look="inRow"
            value={value.slowModeSeconds}
            disabled={!canModerate}
            onChange={(event) => onChange({ slowModeSeconds: Number(event.target.value) })}
          >
            {offered.map((seconds) => (
              <option key={seconds} value={seconds}>
                {pauseText(seconds, t)}
              </option>
            ))}
          </Select>
        </label>
        <label className={rowStyles.row}>
          <span>
            {t('group.history')}
            <small>{t(value.isHistoryHidden ? 'group.historyHidden' : 'group.historyShown')}</small>
          </span>
          <Switch
            checked={!value.isHistoryHidden}
            disabled={!canOwn}
            onChange={(event) => onChange({ isHistoryHidden: !event.target.checked })}
          />
        </label>
      </div>
    </>
  );
}
