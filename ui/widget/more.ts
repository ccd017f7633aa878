// The second part of the panel: articles, the card of a hand-over, and files. Fetched when somebody
// comes to the conversation or reads an article.
import css from 'virtual:more-style';
import { dress } from './kit';

dress(css);

export { equip, files, rows } from './view/files';
export { reader } from './view/reader';
