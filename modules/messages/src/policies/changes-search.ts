/** Whether an act changes what a message is found by; reactions and votes come often and don't. */
export const changesSearch = (act: string): boolean => act === 'edited' || act === 'deleted';
