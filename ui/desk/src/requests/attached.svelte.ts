// Files that go along with an answer.
import { t } from '../lib/i18n.svelte';
import { toasts } from '../lib/toasts.svelte';
import { fits, MAX_FILES } from './files';

export class Attached {
  files = $state.raw<File[]>([]);

  /** Takes what fits and says what does not; `false` when there was nothing. */
  add(list: FileList | null | undefined): boolean {
    const added = [...(list ?? [])];
    const wrong = added.find((it) => !fits(it));
    if (wrong) toasts.show(t('desk.file_does_not_fit', { name: wrong.name }));
    const all = [...this.files, ...added.filter(fits)];
    if (MAX_FILES < all.length) toasts.show(t('desk.too_many_files'));
    this.files = all.slice(0, MAX_FILES);
    return added.length > 0;
  }

  remove(file: File): void {
    this.files = this.files.filter((it) => it !== file);
  }

  /** Takes them out to be sent. */
  take(): File[] {
    const files = this.files;
    this.files = [];
    return files;
  }

  /** Puts back what was not sent after all, before what was added since. */
  putBack(files: File[]): void {
    this.files = [...files, ...this.files].slice(0, MAX_FILES);
  }
}
