// The second part of the panel: articles, the card of a hand-over, files, and who is signed in. Fetched
// when somebody comes to the conversation, reads an article or is signed in.
import css from 'virtual:more-style';
import { dress } from './kit';

dress(css);

export { signIn } from './identity';
export { equip, files, rows } from './view/files';
export { reader } from './view/reader';
