// The second part of the panel, fetched when somebody reads an article or asks for a person.
import css from 'virtual:more-style';
import { dress } from './kit';

dress(css);

export { cardRow } from './view/card';
export { reader } from './view/reader';
