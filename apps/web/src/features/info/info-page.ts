/** What the info column of a group shows. */
export type InfoPage = 'main' | 'edit' | 'add' | 'links' | 'requests' | 'banned';
