import type { CreatedInviteLink } from '@bridges/contracts';
import { useState } from 'react';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import dialogStyles from '../../ui/Dialog.module.css';
import { Field } from '../../ui/Field.tsx';
import rowStyles from '../../ui/FormRows.module.css';
import { Select } from '../../ui/Select.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { tried } from '../../ui/tried.ts';
import formStyles from './GroupForm.module.css';

interface Props {
  chatId: string;
  onMade: (link: CreatedInviteLink) => void;
  onClose: () => void;
}
const hourMs = 3_600_000;
const spans = [
  { hours: 0, label: 'group.never' },
  { hours: 1, label: 'group.hour' },
  { hours: 24, label: 'group.day' },
  { hours: 24 * 7, label: 'group.week' },
  { hours: 24 * 30, label: 'group.month' },
] as const;
const useLimits = [0, 1, 10, 50, 100] as const;

/** How long a link leads into the group, for how many, and whether somebody lets them in. */
export function NewInviteLink({ chatId, onMade, onClose }: Props) {
  const t = useT();
  const [name, setName] = useState('');
  const [hours, setHours] = useState(24 * 7);
  const [useLimit, setUseLimit] = useState(0);
  const [needsApproval, setNeedsApproval] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const create = async () => {
    setBusy(true);
    await tried(async () => {
      const link = await client.rest.inviteLinks.create(chatId, {
        name: name.trim(),
        expiresAt: hours === 0 ? null : new Date(Date.now() + hours * hourMs).toISOString(),
        useLimit: needsApproval || useLimit === 0 ? null : useLimit,
        needsApproval,
      });
      onMade(link);
    });
    setBusy(false);
  };
  return (
    <Dialog title={t('group.newLink')} onClose={onClose}>
      <form
        className={formStyles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy) void create();
        }}
      >
        <Field
          label={t('group.linkName')}
          hint={t('group.linkNameHint')}
          value={name}
          maxLength={64}
          onChange={(event) => setName(event.target.value)}
        />
        <div className={rowStyles.rows}>
          <label className={rowStyles.row}>
            <span>{t('group.expires')}</span>
            <Select look="inRow" value={hours} onChange={(event) => setHours(Number(event.target.value))}>
              {spans.map((span) => (
                <option key={span.hours} value={span.hours}>
                  {t(span.label)}
                </option>
              ))}
            </Select>
          </label>
          <label className={rowStyles.row}>
            <span>
              {t('group.needsApproval')}
              <small>{t('group.needsApprovalHint')}</small>
            </span>
            <Switch checked={needsApproval} onChange={(event) => setNeedsApproval(event.target.checked)} />
          </label>
          {!needsApproval && (
            <label className={rowStyles.row}>
              <span>{t('group.useLimit')}</span>
              <Select
                look="inRow"
                value={useLimit}
                onChange={(event) => setUseLimit(Number(event.target.value))}
              >
                {useLimits.map((limit) => (
                  <option key={limit} value={limit}>
                    {limit === 0 ? t('group.noLimit') : limit}
                  </option>
                ))}
              </Select>
            </label>
          )}
        </div>
        <div className={dialogStyles.actions}>
          <Button look="plain" onClick={onClose}>
            {t('act.cancel')}
          </Button>
          <Button type="submit" isBusy={isBusy}>
            {t('group.makeLink')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
