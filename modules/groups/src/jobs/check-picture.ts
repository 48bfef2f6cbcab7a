import type { Job } from '@bridges/kit';
import { pictureCheckJob } from '../services/group-pictures.ts';
import type { GroupPictures, PictureClaim } from '../services/group-pictures.ts';

export function checkPicture(pictures: Pick<GroupPictures, 'check'>): Job {
  return { name: pictureCheckJob, run: (payload) => pictures.check(payload as PictureClaim) };
}
