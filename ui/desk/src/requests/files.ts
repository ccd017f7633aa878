// Files of a message: what the program takes.

const MAX_BYTES = 10 * 1024 * 1024;
export const MAX_FILES = 5;

/** Whether the program takes a file: not empty, at most 10 MB. */
export function fits({ size }: Pick<File, 'size'>): boolean {
  return 0 < size && size <= MAX_BYTES;
}
