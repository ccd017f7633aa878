// A category as it is edited.
import type { Category } from '../lib/api';

export interface CategoryDraft {
  /** Empty at the top; null would leave the parent as it is. */
  parent_id: string;
  icon: string;
  names: Category['names'];
  is_for_people: boolean;
  /** Empty for none. */
  skill: string;
}
