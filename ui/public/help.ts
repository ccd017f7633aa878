// Comfort for the help centre. Every page is complete without it.
import { askWhileWriting } from './script/asking';
import { suggestWhileTyping } from './script/suggest';
import {
  closeMenus,
  focusWhatMatters,
  judgeInPlace,
  playOnRequest,
  printOnRequest,
  reachWideTables,
  switchTheme,
  tidyAddress,
} from './script/page';

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-suggest]')) {
  suggestWhileTyping(form);
}
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-contact]')) {
  askWhileWriting(form);
}
switchTheme();
closeMenus();
printOnRequest();
reachWideTables();
playOnRequest();
judgeInPlace();
focusWhatMatters();
tidyAddress();
