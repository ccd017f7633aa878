// Pictures among what was pasted or dropped.

/** The picture files in a clipboard or a drop. */
export function imagesOf(data: DataTransfer | null): File[] {
  return [...(data?.files ?? [])].filter((file) => file.type.startsWith('image/'));
}

/** What a picture is called until somebody describes it: its file name in words. */
export function describe(name: string): string {
  return name.replace(/\.[a-z0-9]+$/i, '').replace(/[-_]+/g, ' ');
}
