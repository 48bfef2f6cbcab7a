import type { Job } from '@bridges/kit';
import type { MembershipDelivery } from '../services/membership-deliver.ts';

/** Once a minute: changes that messages had not confirmed, e.g. after a crash between commit and call. */
export function deliverMemberships(delivery: Pick<MembershipDelivery, 'deliverAll'>): Job {
  return { name: 'deliver-memberships', cron: '* * * * *', run: () => delivery.deliverAll() };
}
